import { setTimeout } from 'node:timers/promises';
import { CodeActionKind, LSPErrorCodes } from 'vscode-languageserver';
import type { CodeAction, Range, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { COMMANDS, FIX_ALL_KIND } from '../../src/shared/commands.ts';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';

const FILE = `import { readdirSync, readFileSync } from 'node:fs';

export async function load(path: string) {
  if (!readdirSync('.').includes(path)) return undefined;
  return readFileSync(path, 'utf8');
}

export const other = async (path: string) => readFileSync(path);
`;

/** The text that the extension makes of `FILE` when everything is fixed. */
const FIXED = `import { readdirSync, readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export async function load(path: string) {
  if (!(await toThread(readdirSync, '.')).includes(path)) return undefined;
  return await toThread(readFileSync, path, 'utf8');
}

export const other = async (path: string) => await toThread(readFileSync, path);
`;

const URI = 'untitled:file';

async function opened(text = FILE, language = 'typescript'): Promise<LanguageClient> {
  const client = await LanguageClient.start({ settings: { trusted: true } });
  await client.open(URI, text, language);
  return client;
}

function titled(actions: readonly CodeAction[], pattern: RegExp): CodeAction {
  const found = actions.filter(({ title }) => pattern.test(title));
  const [action] = found;
  if (!action || found.length > 1) throw new Error(`${found.length} actions match ${pattern}`);
  return action;
}

describe('the light bulb', () => {
  it('offers the safe rewrite first, and prefers it', async () => {
    await using client = await opened();
    const [first, ...others] = await client.lightBulb(URI, "readdirSync('.'");
    expect(first).toMatchObject({
      title: 'Run fs.readdirSync on a worker thread with await toThread(…)',
      kind: CodeActionKind.QuickFix,
      isPreferred: true,
      diagnostics: [{ code: 'no-blocking-in-async' }],
    });
    expect(others.filter(({ isPreferred }) => isPreferred)).toEqual([]);
    expect(await client.after(URI, first)).toBe(
      FILE.replace('\n\n', "\nimport { toThread } from 'to-thread';\n\n").replace(
        "!readdirSync('.').includes(path)",
        "!(await toThread(readdirSync, '.')).includes(path)",
      ),
    );
  });

  it('sends the import and the call as small edits', async () => {
    const at = (start: number, end: number): Range => ({
      start: { line: 7, character: start },
      end: { line: 7, character: end },
    });
    await using client = await opened();
    const [first] = await client.lightBulb(URI, 'readFileSync(path)');
    const [change] = first?.edit?.documentChanges ?? [];
    expect(change && 'edits' in change ? change.edits : []).toEqual([
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
        newText: "import { toThread } from 'to-thread';\n",
      },
      { range: at(45, 57), newText: 'await toThread' },
      { range: at(58, 58), newText: 'readFileSync, ' },
    ]);
  });

  it('offers what is only a suggestion, and prefers nothing', async () => {
    const text = `import { readFileSync } from 'node:fs';
class Store {
  size = 0;
  async add(path: string) {
    this.size += readFileSync(path).length;
  }
}
`;
    await using client = await opened(text);
    const actions = await client.lightBulb(URI, 'readFileSync(path');
    expect(actions.filter(({ isPreferred }) => isPreferred)).toEqual([]);
    const wrap = titled(actions, /worker thread/);
    expect(await client.after(URI, wrap)).toContain(
      'this.size += (await toThread(readFileSync, path)).length;',
    );
  });

  it('offers nothing elsewhere', async () => {
    await using client = await opened();
    expect(await client.lightBulb(URI, 'export async')).toEqual([]);
  });

  it('offers each action once for several problems in a selection', async () => {
    await using client = await opened();
    const selection = { start: { line: 3, character: 0 }, end: { line: 4, character: 30 } };
    const actions = await client.actions(URI, selection);
    const titles = actions.map(({ title }) => title);
    expect(titles).toEqual([
      'Fix the 2 selected blocking calls',
      'Use await readdir(…) instead',
      'Use await readFile(…) instead',
      'Fix all blocking calls in load',
      'Fix all blocking calls in this file',
      'Disable to-thread for these 2 lines',
      'Disable to-thread for the entire file',
      'Show documentation for no-blocking-in-async',
    ]);
    expect(actions.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
    expect(await client.after(URI, actions[0])).toBe(
      FIXED.replace('await toThread(readFileSync, path);', 'readFileSync(path);'),
    );
    const disabled = await client.after(URI, titled(actions, /these 2 lines/));
    await client.type(URI, disabled);
    expect(await client.diagnostics(URI)).toHaveLength(1);
  });

  it('has no suggestion twice for calls of the same function', async () => {
    const line = '  use(readFileSync(path));\n';
    const text = `import { readFileSync } from 'node:fs';\nexport async function f(path: string) {\n${line}${line}${line}}\n`;
    await using client = await opened(text);
    const everything = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const titles = (await client.actions(URI, everything)).map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
    expect(titles.filter((title) => title.includes('`'))).toEqual([]);
  });

  it('answers only the kinds that are asked for', async () => {
    await using client = await opened();
    expect(await client.lightBulb(URI, "readdirSync('.'", [CodeActionKind.Refactor])).toEqual([]);
    const all = await client.lightBulb(URI, "readdirSync('.'", [CodeActionKind.QuickFix]);
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set([CodeActionKind.QuickFix]));
  });

  it('works from the text as it is now', async () => {
    await using client = await opened();
    await client.pull(URI);
    await client.type(URI, `// A line above.\n${FILE}`);
    const [first] = await client.lightBulb(URI, 'readFileSync(path)');
    expect(await client.after(URI, first)).toContain('await toThread(readFileSync, path);');
  });

  it('leads to the page of the rule', async () => {
    await using client = await opened();
    const action = titled(await client.lightBulb(URI, "readdirSync('.'"), /^Show documentation/);
    expect(action.command).toMatchObject({
      command: COMMANDS.openRuleDocumentation,
      arguments: [expect.stringMatching(/^https:/)],
    });
  });
});

describe('fixing many at once', () => {
  it('fixes one function and leaves the others', async () => {
    await using client = await opened();
    const action = titled(await client.lightBulb(URI, "readdirSync('.'"), /in load$/);
    expect(action.edit).toBeUndefined();
    expect(await client.after(URI, action)).toBe(
      FIXED.replace('await toThread(readFileSync, path);', 'readFileSync(path);'),
    );
  });

  it('fixes the file', async () => {
    await using client = await opened();
    const action = titled(await client.lightBulb(URI, "readdirSync('.'"), /in this file/);
    expect(await client.after(URI, action)).toBe(FIXED);
  });

  it('fixes the text of the moment when the user has typed since', async () => {
    await using client = await opened();
    const action = titled(await client.lightBulb(URI, "readdirSync('.'"), /in this file/);
    await client.type(URI, `// A line above.\n${FILE}`);
    expect(await client.after(URI, action)).toBe(`// A line above.\n${FIXED}`);
  });

  it('finds the function again when the user has typed since', async () => {
    await using client = await opened();
    const action = titled(await client.lightBulb(URI, "readdirSync('.'"), /in load$/);
    await client.type(URI, `// A line above.\n${FILE}`);
    expect(await client.after(URI, action)).toContain("return await toThread(readFileSync, path, 'utf8');");
  });

  it('does not guess which function was meant when the user has typed since', async () => {
    await using client = await opened();
    const action = titled(await client.lightBulb(URI, "readdirSync('.'"), /in load$/);
    await client.type(URI, `const others = { async load() { return 1; } };\n${FILE}`);
    expect((await client.resolve(action)).edit).toBeUndefined();
  });

  it('is offered only where there is more than one', async () => {
    await using client = await opened();
    const titles = (await client.lightBulb(URI, 'readFileSync(path)')).map(({ title }) => title);
    expect(titles).toContain('Fix all blocking calls in this file');
    expect(titles.filter((title) => title.includes('other'))).toEqual([]);
  });

  it('fixes thirty calls in a file, all of which add the same import', async () => {
    const calls = Array.from({ length: 30 }, (_, i) => `  use(readFileSync('${i}'));\n`).join('');
    await using client = await opened(
      `import { readFileSync } from 'node:fs';\nexport async function f(use: (s: unknown) => void) {\n${calls}}\n`,
    );
    const [action] = await client.lightBulb(URI, 'import', [FIX_ALL_KIND]);
    const text = await client.after(URI, action);
    expect(text.match(/await toThread\(readFileSync, '\d+'\)/g)).toHaveLength(30);
    expect(text.match(/import \{ toThread \}/g)).toHaveLength(1);
    await client.type(URI, text);
    expect(await client.diagnostics(URI)).toEqual([]);
  });

  it('keeps Windows line breaks', async () => {
    await using client = await opened(FILE.replaceAll('\n', '\r\n'));
    const action = titled(await client.lightBulb(URI, "readdirSync('.'"), /in this file/);
    expect(await client.after(URI, action)).toBe(FIXED.replaceAll('\n', '\r\n'));
  });

  it('names functions as people do', async () => {
    const body = "{ readFileSync('a'); readFileSync('b'); }";
    await using client = await opened(`import { readFileSync } from 'node:fs';
class A { async method() ${body} }
const arrow = async () => ${body};
export default async function () ${body};
const object = { property: async () => ${body} };
`);
    const titles = await Promise.all(
      [1, 2, 3, 4].map(async (line) => {
        const at = { line, character: FILE.length };
        const text = client.document(URI).getText().split('\n')[line] ?? '';
        const character = text.indexOf('readFileSync');
        const actions = await client.actions(URI, { start: { ...at, character }, end: { ...at, character } });
        return actions.map(({ title }) => title).find((title) => /calls in (?!this file)/.test(title));
      }),
    );
    expect(titles).toEqual([
      'Fix all blocking calls in method',
      'Fix all blocking calls in arrow',
      'Fix all blocking calls in this function',
      'Fix all blocking calls in property',
    ]);
  });
});

describe('fixing on save', () => {
  it.each([FIX_ALL_KIND, 'source.fixAll', 'source'])('answers to %s', async (kind) => {
    await using client = await opened();
    const [action, ...others] = await client.lightBulb(URI, 'import', [kind]);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: FIX_ALL_KIND });
    expect(await client.after(URI, action)).toBe(FIXED);
  });

  it('does nothing to a document without fixes', async () => {
    await using client = await opened("import fs from 'fs';\nfs.readFileSync('a');\n");
    expect(await client.lightBulb(URI, 'import', [FIX_ALL_KIND])).toEqual([]);
  });

  it('leaves the fixes of other rules to others', async () => {
    const text = `/* eslint no-extra-boolean-cast: "error" */\n${FILE}if (!!process.env.A) {}\n`;
    await using client = await opened(text);
    const [action] = await client.lightBulb(URI, 'import', [FIX_ALL_KIND]);
    const fixed = await client.after(URI, action);
    expect(fixed).toContain('await toThread');
    expect(fixed).toContain('if (!!process.env.A) {}');
  });
});

describe('installing the runtime', () => {
  it('is offered in a trusted workspace while the runtime is missing', async () => {
    await using files = await workspace({ 'file.ts': FILE, 'package.json': '{}' });
    const uri = files.uriOf('file.ts');
    const offers = async (trusted: boolean): Promise<CodeAction[]> => {
      await using client = await LanguageClient.start({ folders: [files.uri], settings: { trusted } });
      await client.open(uri, FILE);
      const actions = await client.lightBulb(uri, "readdirSync('.'");
      return actions.filter(({ command }) => command?.command === COMMANDS.installRuntime);
    };
    expect(await offers(true)).toMatchObject([
      { title: 'Install to-thread in this project', command: { arguments: [uri] } },
    ]);
    expect(await offers(false)).toEqual([]);
    // Hoisted from another package, it is still to be named by this one.
    await files.write({ 'node_modules/to-thread/package.json': '{ "name": "to-thread" }' });
    expect(await offers(true)).toHaveLength(1);
    await files.write({ 'package.json': '{ "dependencies": { "to-thread": "*" } }' });
    expect(await offers(true)).toEqual([]);
  });
});

describe('while the user types', () => {
  /** Holds the answer to the next question for settings back, which every action waits for. */
  async function held(client: LanguageClient): Promise<() => void> {
    let release = (): void => undefined;
    await client.settingsChanged({ trusted: true });
    client.busy = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  it('no action is offered for a text that is gone', async () => {
    await using client = await opened();
    const release = await held(client);
    const asked = client.next('asked');
    const actions = client.lightBulb(URI, 'readdirSync(').catch((error: unknown) => error);
    await asked;
    await client.type(URI, `// One.\n// Two.\n${FILE}`);
    release();
    expect(await actions).toMatchObject({ code: LSPErrorCodes.ContentModified });
  });

  it('an action that was picked is worked out for the text that is there', async () => {
    await using client = await opened();
    const action = titled(await client.lightBulb(URI, 'readdirSync('), /in this file/);
    const release = await held(client);
    const asked = client.next('asked');
    const resolved = client.resolve(action);
    await asked;
    await client.type(URI, `// One.\n// Two.\n${FILE}`);
    release();
    expect(await client.after(URI, await resolved)).toBe(`// One.\n// Two.\n${FIXED}`);
  });

  it('every edit fits the text of its version', async () => {
    await using client = await opened();
    const everything: Range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const kinds = [CodeActionKind.QuickFix, FIX_ALL_KIND];
    const quiet = await client.actions(URI, everything, kinds);
    const expected = new Set<string>();
    for (const { edit } of quiet) if (edit) expected.add(client.apply(URI, edit));

    const random = randomNumbers(7);
    const heads = new Map<number, string>([[1, '']]);
    let [answered, late] = [0, 0];
    for (let round = 0; round < 60; round++) {
      if (random() < 0.5) await client.settingsChanged({ trusted: true });
      const asking = client.actions(URI, everything, kinds).catch((error: unknown) => {
        expect(error).toMatchObject({ code: LSPErrorCodes.ContentModified });
        late++;
        return [];
      });
      for (let keys = Math.floor(random() * 3); keys > 0; keys--) {
        const head = '// Typed.\n'.repeat(Math.floor(random() * 5));
        heads.set(client.document(URI).version + 1, head);
        await client.type(URI, head + FILE);
        await setTimeout(random() * 4);
      }
      for (const { edit } of await asking) {
        for (const change of edit?.documentChanges ?? []) {
          if (!('edits' in change)) throw new Error('an edit of something else');
          const head = heads.get(change.textDocument.version ?? NaN);
          if (head === undefined) throw new Error('an edit of a version that never was');
          const document = TextDocument.create(URI, '', 0, head + FILE);
          const after = TextDocument.applyEdits(document, change.edits as TextEdit[]);
          expect(expected).toContain(after.replace(head, ''));
          answered++;
        }
      }
    }
    expect(answered).toBeGreaterThan(10);
    expect(late).toBeGreaterThan(0);
  });
});

/** Numbers from 0 to 1 that are the same in each run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
