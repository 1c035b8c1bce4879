import type { DiagnosticSeverity } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client.ts';

const URI = 'untitled:a';

/** The problems of a text with some settings, as `severity code`, and the text that the first action gives. */
async function checked(text: string, settings: object): Promise<{ problems: string[]; fixed: string }> {
  await using client = await LanguageClient.start({ settings });
  await client.open(URI, text);
  const diagnostics = await client.diagnostics(URI);
  const [first] = diagnostics;
  const [action] = first ? await client.actions(URI, first.range) : [];
  const name = (value: DiagnosticSeverity = 1): string =>
    ['', 'error', 'warning', 'information', 'hint'][value] ?? '';
  return {
    problems: diagnostics.map(({ severity, code }) => `${name(severity)} ${String(code)}`),
    fixed: action?.edit ? client.apply(URI, action.edit) : text,
  };
}

const READ = `import { readFileSync } from 'node:fs';
export const f = async (path: string) => readFileSync(path);
`;

describe('settings for those without an ESLint configuration', () => {
  it('choose the rewrite', async () => {
    const { fixed } = await checked(READ, { prefer: 'native' });
    expect(fixed).toContain('await readFile(path)');
  });

  it('choose the module of the runtime', async () => {
    const { fixed } = await checked(READ, { runtime: '@scope/threads' });
    expect(fixed).toContain("from '@scope/threads'");
  });

  it('name more functions that block, also where nothing of the catalog is used', async () => {
    const text = "import { spin } from 'spinner';\nexport const f = async () => spin();\n";
    const additional = [{ module: 'spinner', export: 'spin' }];
    expect((await checked(text, {})).problems).toEqual([]);
    expect((await checked(text, { additional })).problems).toEqual(['warning no-blocking-in-async']);
  });

  it('name functions that are not reported', async () => {
    expect((await checked(READ, { ignore: ['fs.readFileSync'] })).problems).toEqual([]);
  });

  it('report the top level too', async () => {
    const text = "import { readFileSync } from 'node:fs';\nawait 0;\nexport const a = readFileSync('a');\n";
    expect((await checked(text, {})).problems).toEqual([]);
    expect((await checked(text, { topLevel: true })).problems).toHaveLength(1);
  });

  it('say how serious reports are', async () => {
    const text = READ.replace('readFileSync }', 'readFileSync, statSync }').replace(
      'readFileSync(path)',
      '[readFileSync(path), statSync(path)]',
    );
    const severity = { 'no-blocking-in-async': 'error', 'no-blocking-lookup-in-async': 'hint' };
    expect((await checked(text, { severity })).problems).toEqual([
      'error no-blocking-in-async',
      'hint no-blocking-lookup-in-async',
    ]);
    expect((await checked(text, { severity: { 'no-blocking-in-async': 'off' } })).problems).toEqual([
      'information no-blocking-lookup-in-async',
    ]);
  });

  it('that the rules do not take are left out, and said by their names', async () => {
    await using client = await LanguageClient.start({ settings: { prefer: 'magic' } as object });
    await client.open(URI, READ);
    const status = client.next('status');
    expect(await client.diagnostics(URI)).toHaveLength(1);
    expect((await status)[0].trouble).toContain('toThread.prefer');
    expect(client.log.filter((line) => line.includes('toThread.prefer'))).toHaveLength(1);
  });
});
