import { readFile, stat } from 'node:fs/promises';
import { createContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';

/** The server as it ships for browsers, in a world with what workers of browsers have, and nothing of Node. */

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

type Answers = Readonly<Record<string, (params: never) => unknown>>;

const script = new Script(await readFile(new URL('../../dist/web/server.js', import.meta.url), 'utf8'));

/** A worker, and the editor that it speaks with. */
class Worker {
  /** What the server has said of its own accord. */
  readonly said: Message[] = [];
  readonly #answers: Answers;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #world: { onmessage?: (event: { data: unknown }) => void; [name: string]: unknown };
  #lastId = 0;

  constructor(answers: Answers) {
    this.#answers = answers;
    const { atob, btoa, clearTimeout, crypto, performance, queueMicrotask, setTimeout, structuredClone } =
      globalThis;
    const own = {
      atob,
      btoa,
      clearTimeout,
      console,
      crypto,
      performance,
      queueMicrotask,
      setTimeout,
      structuredClone,
    };
    this.#world = {
      ...{ ...own, TextDecoder, TextEncoder, URL },
      // For errors, of which there are none.
      addEventListener: () => undefined,
      postMessage: (message: Message) => {
        this.#hear(message);
      },
    };
    script.runInContext(createContext(this.#world));
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as (result: unknown) => void);
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    this.#world.onmessage?.({ data: { jsonrpc: '2.0', ...message } });
  }

  #hear({ id, method, params, result }: Message): void {
    if (method === undefined) {
      if (id !== undefined) this.#waiting.get(id)?.(result);
      return;
    }
    this.said.push({ method, params });
    if (id === undefined) return;
    queueMicrotask(() => {
      try {
        this.#send({ id, result: this.#answers[method]?.(params as never) ?? null });
      } catch (error) {
        this.#send({ id, error: { code: -32803, message: String(error) } });
      }
    });
  }
}

const BLOCKING =
  "import { readFileSync } from 'node:fs';\nexport const f = async (path: string) => readFileSync(path, 'utf8');\n";
const FIXED =
  "import { readFileSync } from 'node:fs';\nimport { toThread } from 'to-thread';\nexport const f = async (path: string) => await toThread(readFileSync, path, 'utf8');\n";
const FOLDER = 'vscode-vfs://github/owner/repository';

/** A server for a repository that nobody has on disk. */
async function repository(files: Readonly<Record<string, string>>): Promise<Worker> {
  const worker = new Worker({
    'workspace/configuration': ({ items }: { items: readonly unknown[] }) =>
      items.map(() => ({ source: 'auto', trusted: true })),
    'toThread/readFile': ({ uri }: { uri: string }) => {
      const text = files[uri.slice(FOLDER.length + 1)];
      if (text === undefined) throw new Error('not found');
      return text;
    },
    'toThread/listFolder': ({ uri }: { uri: string }) => {
      const folder = uri === FOLDER ? '' : `${uri.slice(FOLDER.length + 1)}/`;
      const inside = Object.keys(files).filter((file) => file.startsWith(folder));
      const parts = inside.map((file) => file.slice(folder.length).split('/'));
      const entries = new Map(parts.map(([name = '', ...rest]) => [name, rest.length > 0]));
      return [...entries].map(([name, isFolder]) => ({ name, isFolder }));
    },
  });
  await worker.request('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: FOLDER, name: 'repository' }],
    initializationOptions: { client: { commands: ['toThread.installRuntime'] } },
    capabilities: {
      textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit'] } } },
      workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
    },
  });
  worker.notify('initialized', {});
  return worker;
}

interface Edit {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly newText: string;
}

async function opened(
  worker: Worker,
  uri: string,
  languageId: string,
  text: string,
): Promise<readonly object[]> {
  worker.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  const { items } = await worker.request<{ items: object[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return items;
}

describe('the server in a browser', () => {
  const MANIFEST = '{ "private": true, "dependencies": { "to-thread": "*" } }';
  const SOURCE = `${FOLDER}/src/load.ts`;

  it('finds blocking calls, and offers their fixes', async () => {
    const worker = await repository({ 'package.json': MANIFEST, 'src/load.ts': BLOCKING });
    expect(await opened(worker, SOURCE, 'typescript', BLOCKING)).toMatchObject([
      { code: 'no-blocking-in-async', range: { start: { line: 1, character: 41 } } },
    ]);
    const start = { line: 1, character: 42 };
    const actions = await worker.request<{ title: string; isPreferred?: boolean }[]>(
      'textDocument/codeAction',
      {
        textDocument: { uri: SOURCE },
        range: { start, end: start },
        context: { diagnostics: [] },
      },
    );
    expect(actions[0]).toMatchObject({ isPreferred: true });
    expect(actions.filter(({ title }) => title.startsWith('Install'))).toEqual([]);
  });

  it('reads what the project says of the runtime where the project is', async () => {
    const worker = await repository({
      'package.json': MANIFEST,
      'packages/lib/package.json': '{ "name": "lib" }',
      'packages/lib/load.ts': BLOCKING,
    });
    const uri = `${FOLDER}/packages/lib/load.ts`;
    const [problem] = await opened(worker, uri, 'typescript', BLOCKING);
    expect(problem).toMatchObject({
      message: expect.stringContaining('packages/lib/package.json') as string,
    });
  });

  it('checks components, and documents that were never saved', async () => {
    const worker = await repository({});
    const vue = `<script setup lang="ts">\n${BLOCKING}</script>\n<template><p /></template>\n`;
    expect(await opened(worker, `${FOLDER}/App.vue`, 'vue', vue)).toHaveLength(1);
    expect(await opened(worker, 'untitled:Untitled-1', 'typescript', BLOCKING)).toHaveLength(1);
  });

  it('scans and fixes the workspace, without what Git ignores', async () => {
    const worker = await repository({
      'package.json': MANIFEST,
      '.gitignore': 'dist/\n*.gen.ts\n',
      'src/load.ts': BLOCKING,
      'src/deep/load.ts': BLOCKING,
      'src/deep/.gitignore': 'own.ts\n',
      'src/deep/own.ts': BLOCKING,
      'src/load.gen.ts': BLOCKING,
      'dist/load.js': BLOCKING,
      'node_modules/a/load.js': BLOCKING,
      'src/app.min.js': BLOCKING,
    });
    expect(await worker.request('toThread/scanWorkspace', { workDoneToken: 'a' })).toMatchObject({
      files: 2,
      problems: 2,
      failed: 0,
    });
    const { files } = await worker.request<{ files: { uri: string; edits: Edit[] }[] }>(
      'toThread/fixWorkspace',
      {
        workDoneToken: 'b',
      },
    );
    expect(files.map(({ uri }) => uri).sort()).toEqual([`${FOLDER}/src/deep/load.ts`, SOURCE]);
    for (const { edits } of files)
      expect(edits.map(({ newText }) => newText).join('')).toBe(FIXED.split('\n').slice(1).join('\n'));
    expect(worker.said.filter(({ method }) => method === 'window/logMessage')).toEqual([]);
  });
});

it('comes to less than 3 MiB, with the client, before it is compressed', async () => {
  const files = ['client.cjs', 'server.js'].map((file) => new URL(`../../dist/web/${file}`, import.meta.url));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
});
