import { readFile } from 'node:fs/promises';
import { ESLint } from 'eslint';
import { FileChangeType } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import type { DocumentSettings } from '../../src/shared/settings.ts';
import { FIX_ALL_KIND } from '../../src/shared/commands.ts';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';
import type { Workspace } from '../support/workspace.ts';

const CODE = `import { readdirSync, readFileSync } from 'node:fs';

export async function load(path) {
  if (!readdirSync('.').includes(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const size = readFileSync(path).length;
  return JSON.parse(text.slice(0, size));
}
`;

/** The file that is open in every test. */
const SOURCE = 'src/load.js';

const MANIFEST = '{ "type": "module", "dependencies": { "to-thread": "*" } }';

/** A configuration with one entry for the rule. */
function config(rule: string, extra = ''): string {
  return `import toThread from 'eslint-plugin-to-thread';
export default [
  { plugins: { 'to-thread': toThread }, rules: { 'to-thread/no-blocking-in-async': ${rule} } },
  ${extra}
];
`;
}

async function project(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const created = await workspace({ 'package.json': MANIFEST, 'src/load.js': CODE, ...files });
  await created.install('eslint', 'eslint-plugin-to-thread');
  return created;
}

async function open(files: Workspace, settings: Partial<DocumentSettings> = {}): Promise<LanguageClient> {
  const client = await LanguageClient.start({
    folders: [files.uri],
    settings: { trusted: true, ...settings },
  });
  await client.open(files.uriOf(SOURCE), CODE, 'javascript');
  return client;
}

describe('a project that configures the rule', () => {
  it("gets the severity and options of its configuration, under the plugin's own name there", async () => {
    await using files = await project({
      'eslint.config.js': `import plugin from 'eslint-plugin-to-thread';
export default [{
  plugins: { tt: plugin },
  rules: { 'tt/no-blocking-in-async': ['error', { ignore: ['fs.readdirSync'], fix: 'suggest' }], semi: 'error' },
}];
`,
    });
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);
    const status = client.next('status');
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['no-blocking-in-async', 1],
      ['no-blocking-in-async', 1],
    ]);
    expect((await status)[0]).toMatchObject({ rule: 'project', problems: 2, runtime: 'declared' });
    const actions = await client.lightBulb(uri, "readFileSync(path, 'utf8')");
    expect(actions.filter(({ isPreferred }) => isPreferred)).toEqual([]);
    expect(actions.slice(0, 2).map(({ title }) => title)).toEqual([
      'Use await readFile(…) instead',
      'Run fs.readFileSync on a worker thread with await toThread(…)',
    ]);
  });

  it('finds what `eslint` finds, and fixes to the same bytes as `eslint --fix`', async () => {
    await using files = await project({ 'eslint.config.js': config("['error', { cheap: true }]") });
    const [checked] = await new ESLint({ cwd: files.folder }).lintFiles('src/load.js');
    const [fixed] = await new ESLint({ cwd: files.folder, fix: true }).lintFiles('src/load.js');
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);

    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ range: { start }, message, code }) => ({ start, message, code }))).toEqual(
      checked?.messages.map(({ line, column, message, ruleId }) => ({
        start: { line: line - 1, character: column - 1 },
        message,
        code: ruleId?.replace('to-thread/', ''),
      })),
    );
    expect(diagnostics).toHaveLength(3);
    const [fixAll] = await client.lightBulb(uri, 'import', [FIX_ALL_KIND]);
    expect(await client.after(uri, fixAll)).toBe(fixed?.output);
    expect(fixed?.output).toContain("await toThread(readFileSync, path, 'utf8')");
  });

  it('is silent where its configuration ignores a file or turns the rule off', async () => {
    await using files = await project({
      'eslint.config.js': config(
        "'error'",
        "{ ignores: ['src/load.js'] }, { files: ['src/off.js'], rules: { 'to-thread/no-blocking-in-async': 'off' } }",
      ),
      'src/off.js': CODE,
    });
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);
    for (const document of [uri, files.uriOf('src/off.js')]) {
      if (document !== uri) await client.open(document, CODE, 'javascript');
      const status = client.next('status');
      expect(await client.diagnostics(document)).toEqual([]);
      expect((await status)[0]).toMatchObject({ silence: 'ignored by project' });
    }
  });

  it('leaves files alone that the configuration gives no rule', async () => {
    await using files = await project({
      'eslint.config.js': `import plugin from 'eslint-plugin-to-thread';
export default [{ files: ['lib/**'], ...plugin.configs.recommended }];
`,
    });
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it.each([
    ['knows nothing of the plugin, hoisted from another package', 'export default [{ rules: {} }];', 3],
    [
      'has the plugin for other files',
      "import plugin from 'eslint-plugin-to-thread';\nexport default [{ files: ['other/**'], plugins: { plugin } }];",
      0,
    ],
  ])('a package of a monorepo whose configuration %s', async (_, own, problems) => {
    await using files = await project({
      'eslint.config.js': config("'error'"),
      'packages/a/package.json': MANIFEST,
      'packages/a/eslint.config.js': own,
      'packages/a/load.js': CODE,
    });
    await using client = await open(files);
    const uri = files.uriOf('packages/a/load.js');
    await client.open(uri, CODE, 'javascript');
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(Array.from({ length: problems }, () => 2));
  });

  it('gets the new configuration as soon as it changes', async () => {
    await using files = await project({ 'eslint.config.js': config("'warn'") });
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);
    expect((await client.diagnostics(uri)).map(({ severity }) => severity)).toEqual([2, 2, 2]);
    await files.write({ 'eslint.config.js': config("['error', { ignore: ['fs.readdirSync'] }]") });
    const refreshed = client.next('refresh');
    await client.filesChanged(FileChangeType.Changed, files.uriOf('eslint.config.js'));
    await refreshed;
    expect((await client.diagnostics(uri)).map(({ severity }) => severity)).toEqual([1, 1]);
  });

  it('is asked package by package in a monorepo', async () => {
    await using files = await project({
      'eslint.config.js': config("'warn'"),
      'packages/api/eslint.config.js': config("'error'"),
      'packages/api/src/load.js': CODE,
    });
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);
    const inner = files.uriOf('packages/api/src/load.js');
    await client.open(inner, CODE, 'javascript');
    expect((await client.diagnostics(uri))[0]?.severity).toBe(2);
    expect((await client.diagnostics(inner))[0]?.severity).toBe(1);
  });

  it('is found above the opened folder, up to the root of the repository', async () => {
    await using files = await project({
      'eslint.config.js': config("'error'"),
      '.git/HEAD': 'ref: refs/heads/main\n',
    });
    await using client = await LanguageClient.start({
      folders: [files.uriOf('src')],
      settings: { trusted: true },
    });
    await client.open(files.uriOf('src/load.js'), CODE, 'javascript');
    expect((await client.diagnostics(files.uriOf('src/load.js')))[0]?.severity).toBe(1);
  });

  it('is not looked for outside of the opened folder without a repository', async () => {
    await using files = await project({ 'eslint.config.js': config("'error'") });
    await using client = await LanguageClient.start({
      folders: [files.uriOf('src')],
      settings: { trusted: true },
    });
    await client.open(files.uriOf('src/load.js'), CODE, 'javascript');
    expect((await client.diagnostics(files.uriOf('src/load.js')))[0]?.severity).toBe(2);
  });

  it('can be asked to keep to the rule of the extension, or to its own alone', async () => {
    await using files = await project({ 'eslint.config.js': config("'error'") });
    await using plain = await workspace({ 'src/load.js': CODE });
    await using bundled = await open(files, { source: 'bundled' });
    expect((await bundled.diagnostics(files.uriOf(SOURCE)))[0]?.severity).toBe(2);
    await using alone = await open(plain, { source: 'project' });
    const status = alone.next('status');
    expect(await alone.diagnostics(plain.uriOf(SOURCE))).toEqual([]);
    expect((await status)[0]).toMatchObject({ silence: 'no project rule' });
  });

  it('shows nothing twice next to the ESLint extension', async () => {
    await using files = await project({ 'eslint.config.js': config("'error'") });
    await using client = await open(files, { eslintExtension: true });
    const uri = files.uriOf(SOURCE);
    const status = client.next('status');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect((await status)[0]).toMatchObject({ silence: 'shown by ESLint', rule: 'project', problems: 3 });
    const titles = (await client.lightBulb(uri, "readdirSync('.'")).map(({ title }) => title);
    expect(titles).toContain('Fix all blocking calls in load');
    expect(titles.filter((title) => /Disable|documentation|worker thread/.test(title))).toEqual([]);
  });

  it('still shows what the ESLint extension cannot: the bundled rule', async () => {
    await using files = await workspace({ 'src/load.js': CODE });
    await using client = await open(files, { eslintExtension: true });
    const uri = files.uriOf(SOURCE);
    expect(await client.diagnostics(uri)).toHaveLength(3);
  });
});

describe('a project without the rule', () => {
  it.each([
    [
      'has a configuration for other rules',
      { 'eslint.config.js': "export default [{ rules: { semi: 'error' } }];\n" },
    ],
    ['has no configuration', {}],
  ])('gets the bundled rule when it %s', async (_, extra) => {
    await using files = await workspace({ 'package.json': MANIFEST, 'src/load.js': CODE, ...extra });
    await files.install('eslint');
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);
    const status = client.next('status');
    expect(await client.diagnostics(uri)).toHaveLength(3);
    expect((await status)[0]).toMatchObject({ rule: 'bundled' });
  });

  it('gets the bundled rule when ESLint is not installed', async () => {
    await using files = await workspace({ 'eslint.config.js': config("'error'"), 'src/load.js': CODE });
    await using client = await open(files);
    expect((await client.diagnostics(files.uriOf(SOURCE)))[0]?.severity).toBe(2);
  });

  it.each([
    ['8.57.1', 'undefined'],
    ['9.14.0', "'flat'"],
  ])('gets the bundled rule when ESLint is too old for the plugin: %s', async (version, configType) => {
    await using files = await workspace({
      'eslint.config.js': config("'error'"),
      'src/load.js': CODE,
      'node_modules/eslint/package.json': '{ "name": "eslint", "main": "api.js" }',
      'node_modules/eslint/api.js': `exports.ESLint = class {
  static version = '${version}';
  static configType = ${configType};
};
exports.Linter = class {};
`,
    });
    await using client = await open(files);
    expect((await client.diagnostics(files.uriOf(SOURCE)))[0]?.severity).toBe(2);
    expect(client.log).toEqual([]);
  });
});

describe('trouble', () => {
  it('runs no code of an untrusted project', async () => {
    await using files = await project({
      'eslint.config.js': `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('ran.txt', import.meta.url), 'yes');
${config("'error'")}`,
    });
    await using client = await open(files, { trusted: false });
    const uri = files.uriOf(SOURCE);
    expect((await client.diagnostics(uri))[0]?.severity).toBe(2);
    await expect(readFile(files.path('ran.txt'))).rejects.toThrow('ENOENT');

    const refreshed = client.next('refresh');
    await client.settingsChanged({ trusted: true });
    await refreshed;
    expect((await client.diagnostics(uri))[0]?.severity).toBe(1);
    expect(await readFile(files.path('ran.txt'), 'utf8')).toBe('yes');
  });

  it.each([
    ['does not parse', 'export default [', /does not load: .*(?:Unexpected|JSON)/],
    ['throws', "throw new Error('no licence for this configuration');", /no licence for this configuration/],
    ['is not a configuration', 'export default [{ rules: 7 }];', /does not load: .*rules/],
    ['has wrong options', config("['error', { fix: 'sometimes' }]"), /does not load: [^]*"sometimes"/],
  ])(
    'falls back to the bundled rule when the configuration %s, and logs why once',
    async (_, content, reason) => {
      await using files = await project({ 'eslint.config.js': content });
      await using client = await open(files);
      const uri = files.uriOf(SOURCE);
      const status = client.next('status');
      expect(await client.diagnostics(uri)).toHaveLength(3);
      expect((await status)[0]).toMatchObject({
        rule: 'bundled',
        trouble: expect.stringMatching(reason) as string,
      });
      await client.type(uri, `${CODE}\n`);
      await client.diagnostics(uri);
      expect(client.log.filter((line) => reason.test(line))).toHaveLength(1);
      expect(client.toasts).toEqual([]);
    },
  );

  it('survives a rule that throws, and says where', async () => {
    await using files = await workspace({
      'package.json': MANIFEST,
      'src/load.js': CODE,
      'eslint.config.js': `const rule = { create: () => ({ Program() { throw new Error('a bug in the rule'); } }) };
const plugin = { meta: { name: 'eslint-plugin-to-thread' }, rules: { broken: rule } };
export default [{ plugins: { x: plugin }, rules: { 'x/broken': 'error' } }];
`,
    });
    await files.install('eslint');
    await using client = await open(files);
    const uri = files.uriOf(SOURCE);
    const status = client.next('status');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect((await status)[0].trouble).toMatch(/load\.js failed: a bug in the rule/);
    expect(client.log.join('\n')).toContain('a bug in the rule');
    expect(client.toasts).toEqual([]);
  });
});
