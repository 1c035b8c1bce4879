import { describe, expect, it } from 'vitest';
import { FIX_ALL_KIND } from '../../src/shared/commands.ts';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';
import type { Workspace } from '../support/workspace.ts';

const WORK = 'no-blocking-in-async';
const LOOKUP = 'no-blocking-lookup-in-async';

const CODE = `import { existsSync, readFileSync } from 'node:fs';

export async function load(path) {
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8');
}
`;

const MOVED_LOOKUP = 'if (!(await toThread(existsSync, path))) return undefined;';
const MOVED_READ = "return await toThread(readFileSync, path, 'utf8');";

describe('a lookup in a file without a configuration', () => {
  const uri = 'untitled:file';

  async function opened(): Promise<LanguageClient> {
    const client = await LanguageClient.start({ settings: { trusted: true } });
    await client.open(uri, CODE, 'javascript');
    return client;
  }

  it('is shown as information, with the page of its rule', async () => {
    await using client = await opened();
    expect(await client.diagnostics(uri)).toMatchObject([
      {
        code: LOOKUP,
        severity: 3,
        codeDescription: { href: expect.stringMatching(/no-blocking-lookup-in-async\.md$/) as string },
      },
      { code: WORK, severity: 2 },
    ]);
  });

  it('has suggestions and comments of its own rule in the light bulb, and nothing that is preferred', async () => {
    await using client = await opened();
    const actions = await client.lightBulb(uri, 'existsSync(path');
    expect(actions.filter(({ isPreferred }) => isPreferred)).toEqual([]);
    expect(actions.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Use await access/),
      'Run fs.existsSync on a worker thread with await toThread(…)',
      'Disable to-thread for this line',
      'Disable to-thread for the entire file',
      `Show documentation for ${LOOKUP}`,
    ]);
    const [, wrap, disable] = actions;
    expect(await client.after(uri, wrap)).toContain(MOVED_LOOKUP);
    await client.type(uri, await client.after(uri, disable));
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual([WORK]);
  });

  it('is left alone when everything is fixed', async () => {
    await using client = await opened();
    const [fixAll] = await client.lightBulb(uri, 'import', [FIX_ALL_KIND]);
    const text = await client.after(uri, fixAll);
    expect(text).toContain('if (!existsSync(path)) return undefined;');
    expect(text).toContain(MOVED_READ);
  });
});

describe('a project that configures rules about blocking calls', () => {
  const source = 'src/load.js';

  /** Rules as a configuration names them. */
  const prefixed = (rules: Readonly<Record<string, unknown>>): object =>
    Object.fromEntries(Object.entries(rules).map(([name, entry]) => [`to-thread/${name}`, entry]));

  async function project(rules: Readonly<Record<string, unknown>>): Promise<Workspace> {
    const files = await workspace({
      'package.json': '{ "type": "module", "dependencies": { "to-thread": "*" } }',
      'eslint.config.js': `import toThread from 'eslint-plugin-to-thread';
export default [{ plugins: { 'to-thread': toThread }, rules: ${JSON.stringify(prefixed(rules))} }];
`,
      [source]: CODE,
    });
    await files.install('eslint', 'eslint-plugin-to-thread');
    return files;
  }

  it.each([
    ['one', { [WORK]: 'error' }, [[WORK, 1]], false, true],
    ['the other', { [LOOKUP]: 'warn' }, [[LOOKUP, 2]], false, false],
    ['the other, which fixes', { [LOOKUP]: ['error', { fix: 'safe' }] }, [[LOOKUP, 1]], true, false],
    [
      'both, which fix',
      { [WORK]: 'warn', [LOOKUP]: ['error', { fix: 'safe' }] },
      [
        [LOOKUP, 1],
        [WORK, 2],
      ],
      true,
      true,
    ],
    [
      'both, of which one fixes',
      { [WORK]: ['error', { fix: 'suggest' }], [LOOKUP]: ['warn', { fix: 'safe' }] },
      [
        [LOOKUP, 2],
        [WORK, 1],
      ],
      true,
      false,
    ],
  ])('has what it asks for, with %s', async (_, rules, reports, fixesLookup, fixesRead) => {
    await using files = await project(rules);
    await using client = await LanguageClient.start({ folders: [files.uri], settings: { trusted: true } });
    const uri = files.uriOf(source);
    await client.open(uri, CODE, 'javascript');
    expect((await client.diagnostics(uri)).map(({ code, severity }) => [code, severity])).toEqual(reports);
    const [fixAll] = await client.lightBulb(uri, 'import', [FIX_ALL_KIND]);
    const text = fixAll ? await client.after(uri, fixAll) : CODE;
    expect(text.includes(MOVED_LOOKUP)).toBe(fixesLookup);
    expect(text.includes(MOVED_READ)).toBe(fixesRead);
  });
});
