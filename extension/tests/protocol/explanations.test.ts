import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';

const URI = 'untitled:a';
const TEXT = `import { execSync } from 'node:child_process';
import { pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(path, 'utf8');

export async function handler(path: string) {
  execSync('ls');
  const key = pbkdf2Sync('a', 'b', 1e6, 32, 'sha256');
  return [read(path), key];
}

export const one = async () => readFileSync('a');
`;

async function hoverText(client: LanguageClient, at: string): Promise<string | undefined> {
  const hover = await client.hover(URI, at);
  if (hover === null) return undefined;
  if (typeof hover.contents !== 'object' || !('value' in hover.contents)) throw new Error('no Markdown');
  return hover.contents.value;
}

describe('pointing at a call', () => {
  it('says why it blocks, what is held up, its asynchronous twin, and where there is more', async () => {
    await using client = await LanguageClient.start();
    await client.open(URI, TEXT);
    expect(await hoverText(client, "readFileSync('a')")).toBe(
      "`fs.readFileSync` blocks the event loop: the thread waits for the file system or the network. Until then async arrow function 'one' stands still, and so does all other code of the process: every request, every timer.\n\n" +
        'Its asynchronous twin is `readFile` of `fs/promises`.\n\n' +
        '[no-blocking-in-async](https://github.com/to-thread/to-thread/blob/main/eslint-plugin/docs/rules/no-blocking-in-async.md)',
    );
    expect(await hoverText(client, "execSync('ls')")).toContain('waits until another program has ended');
    expect(await hoverText(client, "pbkdf2Sync('a'")).toContain('computes until it has its result');
  });

  it('tells the way where it blocks further down', async () => {
    await using client = await LanguageClient.start();
    await client.open(URI, TEXT);
    expect(await hoverText(client, 'read(path), key')).toContain(
      '`read` blocks the event loop further down: `read` → `fs.readFileSync` (line 5).',
    );
  });

  it('says nothing of other code, or of a call that does not block', async () => {
    await using client = await LanguageClient.start();
    await client.open(URI, TEXT);
    expect(await hoverText(client, 'handler')).toBeUndefined();
    expect(await hoverText(client, "readFileSync(path, 'utf8')")).toBeUndefined();
  });

  it('underlines the name that it is about', async () => {
    await using client = await LanguageClient.start();
    await client.open(URI, TEXT);
    const hover = await client.hover(URI, "execSync('ls')");
    expect(client.document(URI).getText(hover?.range)).toBe('execSync');
  });
});

describe('the number of blocking calls above functions', () => {
  const shown = async (client: LanguageClient): Promise<(readonly [number, string | undefined])[]> =>
    (await client.lenses(URI)).map(({ range, command }) => [range.start.line + 1, command?.title]);

  it('is not there before the user wants it, and is asked for anew then', async () => {
    await using client = await LanguageClient.start();
    await client.open(URI, TEXT);
    expect(await shown(client)).toEqual([]);
    const refreshed = client.next('lensRefresh');
    await client.settingsChanged({ codeLens: true });
    await refreshed;
    expect(await shown(client)).toEqual([
      [7, '3 blocking calls'],
      [13, '1 blocking call'],
    ]);
  });

  it('counts nothing in functions that do not block, nor calls of the runtime that are wrong', async () => {
    await using client = await LanguageClient.start({ settings: { codeLens: true } });
    await client.open(
      URI,
      "import { toThread } from 'to-thread';\nexport async function f(n: number) { return await toThread(() => n); }\n",
    );
    expect(await client.diagnostics(URI)).toHaveLength(1);
    expect(await shown(client)).toEqual([]);
  });
});

describe('a description of a file', () => {
  it('has all that is known of its problems, also where it is not open', async () => {
    await using files = await workspace({
      'package.json': '{ "private": true, "type": "module", "dependencies": { "to-thread": "*" } }',
      'a.ts': TEXT,
      'off/b.ts': TEXT,
    });
    await using client = await LanguageClient.start({
      folders: [files.uri],
      settings: { exclude: ['off'] },
    });
    const { problems } = await client.request('toThread/describe', { uri: files.uriOf('a.ts') });
    expect(problems.map(({ line, isFixedAutomatically }) => [line, isFixedAutomatically])).toEqual([
      [8, true],
      [9, true],
      [10, false],
      [13, true],
    ]);
    expect(problems[3]?.message).toContain(
      "`fs.readFileSync` blocks the event loop in async arrow function 'one'",
    );
    expect(problems[3]?.explanation).toContain('`readFile` of `fs/promises`');
    expect(await client.request('toThread/describe', { uri: files.uriOf('off/b.ts') })).toEqual({
      problems: [],
      silence: 'excluded',
    });
    await expect(client.request('toThread/describe', { uri: files.uriOf('none.ts') })).rejects.toThrow(
      /ENOENT/,
    );
  });
});
