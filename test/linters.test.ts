/** The packed rule in every linter and parser people run it under: same reports, and fixes where there is a fix. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/app.ts';
import { eslint, summarize } from './support/eslint.ts';
import { install } from './support/npm.ts';
import { runNode } from './support/program.ts';

const script = `import { readFileSync } from 'node:fs';

export async function load(file) {
  return readFileSync(file, 'utf8');
}
`;

const files: Readonly<Record<string, string>> = {
  'plain.js': script,
  'common.cjs': `const fs = require('fs');\nexports.load = async (file) => fs.readFileSync(file);\n`,
  'typed.ts': script.replace('(file)', '(file: string): Promise<string>'),
  'element.jsx': `import { readFileSync } from 'node:fs';\nexport const Page = async () => <p>{readFileSync('a', 'utf8')}</p>;\n`,
  'page.vue': `<script>\nexport const name = 'page';\n</script>\n\n<script setup>\n${script.replace('export ', '')}</script>\n\n<template><p /></template>\n`,
  'page.svelte': `<script>\n${script.replace('export ', '').replaceAll(/^(?=.)/gm, '  ')}</script>\n\n<p></p>\n`,
  // No JavaScript at all: a configuration for all files hands it to the rules all the same.
  'data.json': '{ "fs": "to-thread" }\n',
  'notes.md': `# Notes\n\n\`\`\`js\n${script}\`\`\`\n`,
};

const config = `
import toThread from 'eslint-plugin-to-thread';
import json from '@eslint/json';
import markdown from '@eslint/markdown';
import svelte from 'svelte-eslint-parser';
import typescript from '@typescript-eslint/parser';
import vue from 'vue-eslint-parser';

export default [
  toThread.configs.recommended,
  ...markdown.configs.processor,
  { files: ['**/*.json'], plugins: { json }, language: 'json/json' },
  { files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.ts'], languageOptions: { parser: typescript } },
  { files: ['**/*.vue'], languageOptions: { parser: vue } },
  { files: ['**/*.svelte'], languageOptions: { parser: svelte } },
];
`;

const parsers = [
  '@eslint/json',
  '@eslint/markdown',
  '@typescript-eslint/parser',
  'svelte',
  'svelte-eslint-parser',
  'typescript@~6.0.3',
  'vue-eslint-parser',
];

async function project(name: string, packages: readonly string[]): Promise<string> {
  const { plugin, runtime } = inject('tarballs');
  const folder = await temporaryFolder(name);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  await install(folder, [plugin, runtime, ...packages]);
  await mkdir(join(folder, 'src'));
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, 'src', file), text);
  return folder;
}

describe.each(['9', '10'])('ESLint %s', (version) => {
  let folder: string;

  beforeAll(async () => {
    folder = await project(`eslint-${version}`, [`eslint@${version}`, ...parsers]);
    await writeFile(join(folder, 'eslint.config.js'), config);
  });
  afterAll(() => removeFolder(folder));

  test('finds and fixes the call under every parser, and leaves the fixed files alone', async () => {
    const found = await eslint(folder, ['src']);
    expect(found.stderr).toBe('');
    expect(summarize(found.reports).toSorted()).toEqual([
      'src/common.cjs fs.readFileSync',
      'src/element.jsx readFileSync',
      'src/notes.md readFileSync',
      'src/page.svelte readFileSync',
      'src/page.vue readFileSync',
      'src/plain.js readFileSync',
      'src/typed.ts readFileSync',
    ]);

    const fixed = await eslint(folder, ['--fix', 'src']);
    expect(fixed.reports).toEqual([]);
    expect(fixed.code).toBe(0);
    const texts = await Promise.all(
      Object.keys(files).map((file) => readFile(join(folder, 'src', file), 'utf8')),
    );
    for (const [index, file] of Object.keys(files).entries()) {
      if (file === 'data.json') expect(texts[index]).toBe(files[file]);
      else expect(texts[index]).toContain('await toThread(');
    }
    expect(texts[1]).toContain("const { toThread } = require('to-thread');\n");
    expect(texts[4]).toContain(
      "<script setup>\nimport { readFileSync } from 'node:fs';\nimport { toThread } from 'to-thread';\n",
    );
    expect(texts[5]).toContain(
      "  import { readFileSync } from 'node:fs';\n  import { toThread } from 'to-thread';\n",
    );
    expect((await eslint(folder, ['--fix', 'src'])).outputs).toEqual({});
  });

  if (version !== '9') return;

  test('takes the plugin in a configuration of the old kind', async () => {
    await writeFile(join(folder, 'old.js'), script);
    await writeFile(
      join(folder, '.eslintrc.json'),
      JSON.stringify({
        root: true,
        extends: ['plugin:to-thread/recommended-legacy'],
        parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
      }),
    );
    const { reports } = await eslint(folder, ['old.js'], { ESLINT_USE_FLAT_CONFIG: 'false' });
    expect(summarize(reports)).toEqual(['old.js readFileSync']);
  });
});

describe('oxlint', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await project('oxlint', ['oxlint']);
    await writeFile(
      join(folder, '.oxlintrc.json'),
      JSON.stringify({
        jsPlugins: ['eslint-plugin-to-thread'],
        categories: { correctness: 'off' },
        rules: {
          'to-thread/no-blocking-in-async': 'error',
          'to-thread/no-blocking-lookup-in-async': ['error', { fix: 'safe' }],
        },
      }),
    );
    await writeFile(
      join(folder, 'src/lookup.js'),
      "import { statSync } from 'node:fs';\n\nexport const size = async (file) => statSync(file).size;\n",
    );
  });
  afterAll(() => removeFolder(folder));

  const oxlint = (...args: string[]) =>
    runNode([join(folder, 'node_modules/oxlint/bin/oxlint'), ...args], { cwd: folder });

  test('runs both rules as a plugin, and fixes in two passes', async () => {
    const found = await oxlint('src/plain.js', 'src/typed.ts', 'src/lookup.js');
    expect(found.code).toBe(1);
    expect(
      found.stdout.match(/`fs\.readFileSync` blocks the event loop in async function 'load'/g),
    ).toHaveLength(2);
    expect(found.stdout.match(/`fs\.\w+` blocks the event loop/g)).toHaveLength(3);

    await oxlint('--fix', 'src/plain.js', 'src/typed.ts', 'src/lookup.js');
    const again = await oxlint('--fix', 'src/plain.js', 'src/typed.ts', 'src/lookup.js');
    expect(again.code).toBe(0);
    for (const file of ['plain.js', 'typed.ts']) {
      const text = await readFile(join(folder, 'src', file), 'utf8');
      expect(text).toContain("import { toThread } from 'to-thread';\n");
      expect(text).toContain("await toThread(readFileSync, file, 'utf8')");
    }
    expect(await readFile(join(folder, 'src/lookup.js'), 'utf8')).toContain(
      '(await toThread(statSync, file)).size',
    );
  });
});
