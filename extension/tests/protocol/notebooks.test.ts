import { describe, expect, it } from 'vitest';
import { COMMANDS, FIX_ALL_KIND } from '../../src/shared/commands.ts';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';

const START = { line: 0, character: 0 };

/** A cell of `notebook.ipynb` in a folder. */
function cell(folder: string, id: string): string {
  return `${folder.replace('file:', 'vscode-notebook-cell:')}/notebook.ipynb#${id}`;
}

async function fixed(client: LanguageClient, uri: string): Promise<string> {
  const [fixAll] = await client.actions(uri, { start: START, end: START }, [FIX_ALL_KIND]);
  return client.after(uri, fixAll);
}

describe('the cells of a notebook', () => {
  const MANIFEST = '{ "private": true, "dependencies": { "to-thread": "*" } }';

  it('are checked one by one, and get the imports that they need themselves', async () => {
    await using files = await workspace({ 'package.json': MANIFEST, 'notebook.ipynb': '{}' });
    await using client = await LanguageClient.start({ folders: [files.uri], settings: { trusted: true } });
    const [first, second] = [cell(files.uri, 'W0'), cell(files.uri, 'W1')];
    await client.openNotebook(files.uriOf('notebook.ipynb'), [
      {
        uri: first,
        languageId: 'typescript',
        text: "import fs from 'node:fs';\nconst read = async (path: string) => <string>fs.readFileSync(path, 'utf8');\nawait read('a')",
      },
      {
        uri: second,
        languageId: 'javascript',
        text: "const { readdirSync } = await import('fs');\nasync function list() {\n  return readdirSync('.');\n}",
      },
    ]);
    expect(await client.diagnostics(first)).toMatchObject([{ code: 'no-blocking-in-async' }]);
    expect(await client.diagnostics(second)).toMatchObject([{ range: { start: { line: 2, character: 9 } } }]);
    expect(await fixed(client, first)).toBe(
      "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nconst read = async (path: string) => <string>await toThread(fs.readFileSync, path, 'utf8');\nawait read('a')",
    );
    expect(await fixed(client, second)).toBe(
      "import { toThread } from 'to-thread';\n\nconst { readdirSync } = await import('fs');\nasync function list() {\n  return await toThread(readdirSync, '.');\n}",
    );
  });

  it('are checked again when they are typed in', async () => {
    await using files = await workspace({ 'package.json': MANIFEST, 'notebook.ipynb': '{}' });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = cell(files.uri, 'W0');
    const notebook = files.uriOf('notebook.ipynb');
    await client.openNotebook(notebook, [{ uri, languageId: 'javascript', text: '1' }]);
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.typeInCell(notebook, uri, "import fs from 'fs'; async () => fs.readFileSync('a')");
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });

  it('say that the runtime is missing, and offer to install it beside the notebook', async () => {
    await using files = await workspace({ 'package.json': '{ "private": true }', 'notebook.ipynb': '{}' });
    await using client = await LanguageClient.start({ folders: [files.uri], settings: { trusted: true } });
    const uri = cell(files.uri, 'W0');
    const text = "import fs from 'fs'; async () => fs.readFileSync('a')";
    await client.openNotebook(files.uriOf('notebook.ipynb'), [{ uri, languageId: 'javascript', text }]);
    const status = client.next('status');
    await client.diagnostics(uri);
    expect((await status)[0]).toMatchObject({ rule: 'bundled', runtime: 'missing' });
    const actions = await client.lightBulb(uri, 'fs.readFileSync');
    expect(actions.filter(({ isPreferred }) => isPreferred)).toEqual([]);
    const install = actions.find(({ command }) => command?.command === COMMANDS.installRuntime);
    expect(install?.command?.arguments).toEqual([files.uriOf('notebook.ipynb')]);
  });

  it('follow the settings of the folder that the notebook lies in', async () => {
    await using files = await workspace({ 'notebook.ipynb': '{}' });
    await using client = await LanguageClient.start({
      folders: [files.uri],
      settings: { exclude: ['*.ipynb'] },
    });
    const uri = cell(files.uri, 'W0');
    const text = "import fs from 'fs'; async () => fs.readFileSync('a')";
    await client.openNotebook(files.uriOf('notebook.ipynb'), [{ uri, languageId: 'javascript', text }]);
    const status = client.next('status');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect((await status)[0].silence).toBe('excluded');
  });

  it('are checked in a notebook that was never saved', async () => {
    await using client = await LanguageClient.start();
    const uri = 'vscode-notebook-cell:Untitled-1.ipynb#W0';
    const text = "import fs from 'fs'; async () => fs.readFileSync('a')";
    await client.openNotebook('untitled:Untitled-1.ipynb', [{ uri, languageId: 'typescript', text }]);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(await fixed(client, uri)).toContain('await toThread(fs.readFileSync');
  });
});
