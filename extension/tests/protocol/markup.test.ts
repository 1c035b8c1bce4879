import { readFile } from 'node:fs/promises';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIX_ALL_KIND } from '../../src/shared/commands.ts';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';
import type { Workspace } from '../support/workspace.ts';

/** Files that hold code among other things, in the languages that people write components and pages in. */
const FILES: Readonly<Record<string, string>> = {
  'two-scripts.vue': `<template>
  <button @click="save">{{ text.length < 3 ? 'short' : text }}</button>
</template>

<script lang="ts">
import { readdirSync } from 'node:fs';

export async function names(folder: string): Promise<string[]> {
  return <string[]>readdirSync(folder);
}
</script>

<!-- <script>this is no code</script> -->

<script setup lang="ts" generic="T extends string">
import { readFileSync, writeFileSync } from 'node:fs';
import { ref } from 'vue';

const text = ref('');

async function load(path: string) {
  text.value = readFileSync(path, 'utf8');
}

async function save() {
  await load('a');
  writeFileSync('b', 'c');
}
</script>

<style scoped>
button > span { color: red }
</style>
`,
  'first-statement.vue': `<script>
export default {
  name: 'no-import-at-the-top',
  async mounted() {
    const fs = await import('node:fs');
    this.text = fs.readFileSync('a', 'utf8');
  },
};
</script>
<template><p>{{ text }}</p></template>
`,
  'one-line.vue': `<script setup>import { readFileSync } from 'fs'; const load = async () => readFileSync('a');</script>
<template><p @click="load" /></template>
`,
  'off.vue': `<script setup>
import { readFileSync } from 'node:fs';
const load = async () => readFileSync('a');
// eslint-disable-next-line to-thread/no-blocking-in-async
const other = async () => readFileSync('b');
</script>
<template><p @click="load(), other()" /></template>
`,
  'module.svelte': `<script context="module" lang="ts">
  import { readFileSync } from 'node:fs';

  export async function load(path: string): Promise<string> {
    return readFileSync(path, 'utf8');
  }
</script>

<script lang="ts">
  import { readdirSync } from 'node:fs';
  let names: string[] = [];
  async function list() {
    names = readdirSync('.');
  }
</script>

<input on:input={() => list()} />
{#if names.length < 3}<p>{names}</p>{/if}
`,
  'page.astro': `---
import { readFileSync } from 'node:fs';

interface Props { path: string }
const { path } = Astro.props as Props;
if (path === '---') return Astro.redirect('/');
const load = async (file: string) => readFileSync(file, 'utf8');
const text = await load(path);
---
<p>{text.length < 3 ? 'short' : text}</p>
<style>p { color: red }</style>
`,
  // Not indented, since eslint-plugin-html takes the indentation away from what it fixes.
  'page.html': `<!doctype html>
<script type="module">
import { readFileSync } from 'node:fs';
export const load = async (path) => readFileSync(path, 'utf8');
</script>
<script type="application/json">{ "readFileSync": true }</script>
<p>1 < 2</p>
<script type="module">
import { readFileSync } from 'node:fs';

async function show() {
  document.title = readFileSync('title', 'utf8');
}
show();
</script>
`,
};

const CONFIG = `import * as parser from '@typescript-eslint/parser';
import html from 'eslint-plugin-html';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import vue from 'eslint-plugin-vue';
import toThread from 'eslint-plugin-to-thread';
export default [
  ...vue.configs['flat/base'],
  ...svelte.configs.base,
  ...astro.configs.base,
  { files: ['**/*.{vue,svelte}'], languageOptions: { parserOptions: { parser } } },
  { files: ['**/*.html'], plugins: { html } },
  { files: ['**/*.{vue,svelte,astro,html}', '**/*.astro/*.{js,ts}'], ...toThread.configs.recommended },
];
`;

/** The same files as they are on other systems, and with the mark that some editors put before them. */
const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  lf: (text) => text,
  crlf: (text) => text.replaceAll('\n', '\r\n'),
  bom: (text) => `\uFEFF${text}`,
};

const ALL = Object.fromEntries(
  Object.entries(VARIANTS).flatMap(([variant, vary]) =>
    Object.entries(FILES).map(([file, text]) => [`${variant}/${file}`, vary(text)]),
  ),
);

const START = { line: 0, character: 0 };

let files: Workspace;
let eslint: ESLint;
let fixing: ESLint;

beforeAll(async () => {
  files = await workspace({
    'package.json': '{ "type": "module", "dependencies": { "to-thread": "*" } }',
    'eslint.config.js': CONFIG,
    ...ALL,
  });
  await files.install(
    'eslint',
    'eslint-plugin-to-thread',
    '@typescript-eslint/parser',
    'eslint-plugin-astro',
    'eslint-plugin-html',
    'eslint-plugin-svelte',
    'eslint-plugin-vue',
  );
  eslint = new ESLint({ cwd: files.folder });
  fixing = new ESLint({ cwd: files.folder, fix: true });
});

afterAll(() => files[Symbol.asyncDispose]());

describe.each(['project', 'bundled'] as const)('files with more than code, with the %s rules', (source) => {
  let client: LanguageClient;

  beforeAll(async () => {
    client = await LanguageClient.start({ folders: [files.uri], settings: { trusted: true, source } });
  });

  afterAll(() => client[Symbol.asyncDispose]());

  it.each(Object.keys(ALL))('have the problems and fixes of the command line: %s', async (file) => {
    const uri = files.uriOf(file);
    // An editor takes the mark off.
    const text = (await readFile(files.path(file), 'utf8')).replace(/^\uFEFF/, '');
    await client.open(uri, text, 'plaintext');
    const [checked] = await eslint.lintFiles(file);
    const [fixed] = await fixing.lintFiles(file);
    const messages = checked?.messages ?? [];
    expect(messages.length).toBeGreaterThan(0);

    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ range: { start }, message, code }) => ({ start, message, code }))).toEqual(
      messages.map(({ line, column, message, ruleId }) => ({
        start: { line: line - 1, character: column - 1 },
        message,
        code: ruleId?.replace('to-thread/', ''),
      })),
    );
    const [fixAll] = await client.actions(uri, { start: START, end: START }, [FIX_ALL_KIND]);
    expect(await client.after(uri, fixAll)).toBe(fixed?.output?.replace(/^\uFEFF/, ''));

    for (const [index, { fix }] of messages.entries()) {
      const { range } = diagnostics[index] ?? {};
      if (!fix || !range) continue;
      const preferred = (await client.actions(uri, range)).find(({ isPreferred }) => isPreferred === true);
      const [start, end] = fix.range;
      expect(await client.after(uri, preferred)).toBe(text.slice(0, start) + fix.text + text.slice(end));
    }
  });
});

describe('in a file with more than code', () => {
  const uri = 'untitled:page';
  const at = (document: string, code: string): string => document.replace('CODE', code);
  const HTML = '<p>text</p>\n<script type="module">CODE</script>\n<p>text</p>\n';
  const CALL = "import { readFileSync } from 'node:fs'; const load = async () => readFileSync('a');";

  async function opened(text: string, language: string): Promise<LanguageClient> {
    const client = await LanguageClient.start({ settings: { trusted: true } });
    await client.open(uri, text, language);
    return client;
  }

  async function afterPicking(client: LanguageClient, title: RegExp): Promise<string> {
    const actions = await client.lightBulb(uri, 'readFileSync(');
    return client.after(
      uri,
      actions.find((action) => title.test(action.title)),
    );
  }

  it.each([
    ['html', at(HTML, CALL), at(HTML, CALL.replace('readFileSync(', `/* to-thread-ignore-line */ $&`))],
    ['html', at(HTML, `\n${CALL}\n`), at(HTML, `\n// to-thread-ignore-next-line\n${CALL}\n`)],
    ['astro', `---\n${CALL}\n---\n<p />\n`, `---\n// to-thread-ignore-next-line\n${CALL}\n---\n<p />\n`],
  ])('turns the rule off for a line of %s where a comment is one', async (language, text, expected) => {
    await using client = await opened(text, language);
    const after = await afterPicking(client, /for this line$/);
    expect(after).toBe(expected);
    await client.type(uri, after);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it.each([
    ['vue', `<template />\n<script setup>\n${CALL}\n</script>\n`, '<script setup>\n'],
    ['svelte', `<script>${CALL}</script>\n<p />\n`, '<script>'],
    ['astro', `---\n${CALL}\n---\n<p />\n`, '---\n'],
  ])('turns the rule off for a script of %s', async (language, text, above) => {
    await using client = await opened(text, language);
    const after = await afterPicking(client, /for the entire file$/);
    const comment = '/* to-thread-ignore-file */';
    const separator = above.endsWith('\n') ? '\n' : ' ';
    expect(after).toBe(text.replace(above, `${above}${comment}${separator}`));
    await client.type(uri, after);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('fixes a function, with the import in its own script', async () => {
    const script = (code: string): string => `<script type="module">\n${code}</script>\n`;
    const first = script(
      "import { readFileSync } from 'node:fs';\nexport const read = async () => readFileSync('a');\n",
    );
    const text =
      first +
      script(
        "import fs from 'node:fs';\nexport async function both() {\n  fs.readFileSync('b');\n  fs.readFileSync('c');\n}\n",
      );
    await using client = await opened(text, 'html');
    const actions = await client.lightBulb(uri, "fs.readFileSync('b')");
    const action = actions.find(({ title }) => title.includes('in both'));
    expect(await client.after(uri, action)).toBe(
      first +
        script(
          "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nexport async function both() {\n  await toThread(fs.readFileSync, 'b');\n  await toThread(fs.readFileSync, 'c');\n}\n",
        ),
    );
  });

  it('says that a script does not parse, and fixes nothing', async () => {
    await using client = await opened(at(HTML, `${CALL} const = ;`), 'html');
    const status = client.next('status');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect((await status)[0].silence).toBe('syntax error');
  });
});
