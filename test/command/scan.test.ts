import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installTools, SampleProject, type Tools } from './project.ts';

const SERVER = `import fs from 'node:fs';
import { execFileSync } from 'node:child_process';

export async function handle(path, fallback = fs.readFileSync('default')) {
  if (!fs.existsSync(path)) return fallback;
  const version = execFileSync('git', ['describe']);
  return [version, fs.readFileSync(path, 'utf8'), settings()];
}

function settings() {
  return fs.readFileSync('settings.json');
}
`;

const QUIET = `import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
export const load = async (path) => readFile(path);
`;

describe('scan', () => {
  let tools: Tools;

  beforeAll(async () => {
    tools = await installTools(inject('tarballs'));
  });

  afterAll(() => tools[Symbol.asyncDispose]());

  test('says what blocks, the worst first, where nothing is set up', async () => {
    const project = await SampleProject.make(
      tools,
      { 'src/server.js': SERVER, 'src/quiet.js': QUIET, 'test/server.js': SERVER },
      { git: false },
    );

    const { code, stdout, stderr } = await project.run('scan');

    expect(stdout).toMatchInlineSnapshot(`
      "src/server.js
        6:19  child_process.execFileSync  process  mended by fix
        4:47  fs.readFileSync             io
        7:20  fs.readFileSync             io       mended by fix
        7:51  settings → fs.readFileSync  io
        5:8   fs.existsSync               lookup

      5 places in 1 of 2 files block async code: 4 io, 1 process.
      2 of them are mended by \`npx eslint-plugin-to-thread fix\`.

      Not mended, by reason:
        1  \`await\` is not allowed in the parameters of a function
      "
    `);
    expect([code, stderr]).toEqual([1, '']);
  });

  test('says what its page shows', async () => {
    const page = await readFile(resolve(import.meta.dirname, '../../eslint-plugin/docs/command.md'), 'utf8');
    const [, sample = '', said = ''] = /```js\n(.*?)```.*?```text\n(.*?)```/s.exec(page) ?? [];
    const project = await SampleProject.make(tools, { 'server.js': sample }, { git: false });
    expect((await project.run('scan')).stdout).toBe(said);
  });

  test('is the same with the runtime installed and without', async () => {
    const manifest = JSON.stringify({ name: 'without', type: 'module' });
    const files = { 'src/server.js': SERVER };
    const [before, after] = [
      await SampleProject.make(tools, { ...files, 'package.json': manifest }),
      await SampleProject.make(tools, files),
    ];
    expect((await before.run('scan')).stdout).toBe((await after.run('scan')).stdout);
  });

  test('gives tools the same as data', async () => {
    const project = await SampleProject.make(tools, {
      'src/server.js': SERVER,
      'broken.js': 'async function (',
    });

    const { code, stdout } = await project.run('scan', '--format', 'json');

    const result = JSON.parse(stdout) as Record<string, unknown>;
    expect(code).toBe(1);
    expect(result['summary']).toEqual({
      ...{ files: 1, filesWithProblems: 1, problems: 5, errors: 4, warnings: 1, fixable: 2 },
      byKind: { io: 4, process: 1 },
      byReason: [
        {
          reasonId: 'parameter',
          reason: '`await` is not allowed in the parameters of a function',
          problems: 1,
        },
      ],
    });
    expect(result['problems']).toContainEqual({
      ...{ file: 'src/server.js', line: 7, column: 51, endLine: 7, endColumn: 61 },
      ...{ name: 'settings', kind: 'io', place: "async function 'handle'" },
      ...{ rule: 'no-blocking-in-async', messageId: 'blockingIndirect', severity: 'error', fixable: false },
      message: expect.stringContaining('settings → fs.readFileSync (line 11)') as string,
      suggestions: ['makeAsync'],
      way: { names: ['settings', 'fs.readFileSync'], file: 'src/server.js', line: 11 },
    });
    expect(result['unread']).toEqual([
      { file: 'broken.js', reason: expect.stringContaining('Parsing error') as string },
    ]);
  });

  test('writes SARIF with all that its readers need', async () => {
    const project = await SampleProject.make(tools, { 'src/a server.js': SERVER });

    const { code } = await project.run('scan', '--format=sarif', '--output', 'report.sarif');

    expect(code).toBe(1);
    const log = JSON.parse(await readFile(project.path('report.sarif'), 'utf8')) as Sarif;
    // Required by the schema of SARIF 2.1.0, and by code hosts beside.
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toContain('sarif-2.1.0');
    expect(log.runs).toHaveLength(1);
    const [run] = log.runs;
    expect(run?.tool.driver.name).toBe('eslint-plugin-to-thread');
    expect(run?.results).toHaveLength(5);
    for (const { ruleId, ruleIndex, message, level, locations } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).not.toBe('');
      expect(['error', 'warning']).toContain(level);
      const { artifactLocation, region } = locations[0]?.physicalLocation ?? {};
      expect(artifactLocation).toEqual({ uri: 'src/a%20server.js', uriBaseId: 'ROOT' });
      for (const place of Object.values(region ?? {})) expect(place).toBeGreaterThan(0);
    }
    for (const rule of run?.tool.driver.rules ?? []) expect(rule.shortDescription.text).not.toBe('');
  });

  test('writes a table for a pull request', async () => {
    const project = await SampleProject.make(tools, { 'src/server.js': SERVER });
    const { stdout } = await project.run('scan', '--format=markdown');
    expect(stdout).toContain(
      '| `src/server.js:6` | `child_process.execFileSync` | process | mended by `fix` |',
    );
  });

  test('ends well with as many problems as are allowed', async () => {
    const project = await SampleProject.make(tools, { 'src/server.js': SERVER, 'quiet.js': QUIET });
    expect((await project.run('scan', '--max-problems', '4')).code).toBe(0);
    expect((await project.run('scan', '--max-problems', '3')).code).toBe(1);
    expect((await project.run('scan', 'quiet.js')).code).toBe(0);
  });

  test('looks at what was changed, and at nothing else', async () => {
    const project = await SampleProject.make(tools, { 'old.js': SERVER, 'changed.js': QUIET });
    const places = async (...args: string[]) => {
      const { stdout } = await project.run('scan', '--format', 'json', ...args);
      const { problems } = JSON.parse(stdout) as { problems: { file: string }[] };
      return [...new Set(problems.map(({ file }) => file))];
    };
    await project.git('checkout', '--quiet', '-b', 'work');
    await project.write('changed.js', SERVER);
    await project.write('sub/new.js', SERVER);
    expect(await places()).toEqual(['changed.js', 'old.js', 'sub/new.js']);
    expect(await places('--changed')).toEqual(['changed.js', 'sub/new.js']);
    expect(await places('--changed', 'sub')).toEqual(['sub/new.js']);
    await project.git(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@b.example',
      'commit',
      '--quiet',
      '-am',
      'Change',
    );
    expect(await places('--changed')).toEqual(['sub/new.js']);
    expect(await places('--changed=HEAD~1')).toEqual(['changed.js', 'sub/new.js']);

    const { code, stderr } = await project.run('scan', '--changed=nowhere');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Git knows no nowhere') as string]);
  });

  test('leaves tests and what is generated out, unless they are asked for', async () => {
    const files = ['src/a.js', 'src/a.test.js', 'test/b.js', 'dist/c.js', 'ignored/d.js', 'lib/e.js'];
    const project = await SampleProject.make(tools, {
      ...Object.fromEntries(files.map((file) => [file, SERVER])),
      '.gitignore': 'node_modules\nignored/\n',
    });
    const places = async (...args: string[]) => {
      const { stdout } = await project.run('scan', '--format', 'json', ...args);
      const { problems } = JSON.parse(stdout) as { problems: { file: string }[] };
      return [...new Set(problems.map(({ file }) => file))];
    };
    expect(await places()).toEqual(['lib/e.js', 'src/a.js']);
    expect(await places('--exclude', 'lib/**')).toEqual(['src/a.js']);
    expect(await places('--tests')).toEqual(['lib/e.js', 'src/a.js', 'src/a.test.js', 'test/b.js']);
    expect(await places('src/a.test.js')).toEqual(['src/a.test.js']);
    expect(await places('l*/*.js')).toEqual(['lib/e.js']);
  });

  test('goes by the ESLint configuration that is there', async () => {
    const project = await SampleProject.make(tools, {
      'src/server.js': SERVER,
      'left/server.js': SERVER,
      'eslint.config.js': `import toThread from 'eslint-plugin-to-thread';
export default [
  { ignores: ['left/'] },
  toThread.configs.recommended,
  { rules: {
    'no-undef': 'error',
    'to-thread/no-blocking-in-async': ['warn', { ignore: ['fs.readFileSync'] }],
    'to-thread/no-blocking-lookup-in-async': 'off',
  } },
];
`,
    });

    const { code, stdout } = await project.run('scan', '--format', 'json');

    const { problems } = JSON.parse(stdout) as { problems: { file: string; name: string }[] };
    expect(problems).toMatchObject([
      { file: 'src/server.js', name: 'child_process.execFileSync', severity: 'warning' },
    ]);
    expect(code).toBe(0);
    const bare = await project.run('scan', '--format', 'json', '--no-config');
    expect((JSON.parse(bare.stdout) as { problems: unknown[] }).problems).toHaveLength(10);
  });

  test('says that a configuration cannot be loaded', async () => {
    const project = await SampleProject.make(tools, {
      'a.js': SERVER,
      'eslint.config.js': "import 'not-installed';\nexport default [];\n",
    });
    const { code, stderr } = await project.run('scan');
    expect(code).toBe(2);
    expect(stderr).toContain('not-installed');
    expect(stderr).toContain('--no-config');
  });

  test('says what cannot be read without a parser, and how to get that', async () => {
    const project = await SampleProject.make(tools, {
      'a.ts': `import fs from 'node:fs';\nexport const f = async (p: string) => fs.readFileSync(p);\n`,
      'b.ts': 'export const sync: number = 1;\n',
    });
    const { code, stdout } = await project.run('scan');
    expect(code).toBe(2);
    expect(stdout).toContain('Not looked at: 1 file');
    expect(stdout).toMatch(
      /a\.ts +no parser for it is installed that goes with this ESLint \(@typescript-eslint\/parser\)/,
    );
  });

  test('says that a parser is for another ESLint, and nothing of files that are ignored in an old way', async () => {
    const project = await SampleProject.make(tools, {
      'a.ts': `import fs from 'node:fs';\nexport const f = async (p) => fs.readFileSync(p);\n`,
      'b.js': SERVER,
      '.eslintignore': 'b.js\n',
      'eslint.config.js': `const parser = { parseForESLint: () => { throw new Error('made for another'); } };
export default [{ files: ['**/*.ts'], languageOptions: { parser } }];
`,
    });
    const { code, stdout, stderr } = await project.run('scan');
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/a\.ts +.*made for another/);
    expect(stdout).toContain('b.js');
  });

  test('says which path is not there', async () => {
    const project = await SampleProject.make(tools, {});
    const { code, stderr } = await project.run('scan', 'nowhere');
    expect([code, stderr]).toEqual([2, `There is no file or folder nowhere in ${project.folder}.\n`]);
  });
});

describe('scan with parsers', () => {
  let tools: Tools;

  beforeAll(async () => {
    tools = await installTools(inject('tarballs'), [
      ...['@typescript-eslint/parser@^8', 'typescript@~6.0', 'vue-eslint-parser@^10'],
    ]);
  });

  afterAll(() => tools[Symbol.asyncDispose]());

  test('reads TypeScript, JSX and Vue', async () => {
    const typed = `import fs from 'node:fs';\nexport const f = async (p: string) => fs.readFileSync(p);\n`;
    const project = await SampleProject.make(tools, {
      'a.ts': typed,
      'b.tsx': `${typed}export const element = <p>{1}</p>;\n`,
      'c.jsx': `${typed.replace(': string', '')}export const element = <p>{1}</p>;\n`,
      'd.cts': `import fs = require('node:fs');\nexport = async (p: string) => fs.readFileSync(p);\n`,
      'e.vue': `<template><p>a</p></template>\n<script lang="ts">\n${typed}</script>\n`,
      'script.js': `const fs = require('fs');\nif (fs) { module.exports = async () => fs.readFileSync('p'); return; }\n`,
    });
    const { stdout } = await project.run('scan', '--format', 'json');
    const { problems, unread } = JSON.parse(stdout) as { problems: { file: string }[]; unread: unknown };
    expect(unread).toEqual([]);
    expect(problems.map(({ file }) => file)).toEqual([
      'a.ts',
      'b.tsx',
      'c.jsx',
      'd.cts',
      'e.vue',
      'script.js',
    ]);
  });
});

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly rules: readonly {
          readonly id: string;
          readonly shortDescription: { readonly text: string };
        }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: unknown;
          readonly region: Readonly<Record<string, number>>;
        };
      }[];
    }[];
  }[];
}
