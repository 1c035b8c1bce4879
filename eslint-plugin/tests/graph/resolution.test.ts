import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/graph/disk.ts';
import { Resolution } from '../../src/graph/resolution/resolution.ts';
import { specifiersIn } from '../../src/graph/specifiers.ts';
import { temporaryFolder } from '../support/folder.ts';

const json = (value: object) => JSON.stringify(value);

const project = {
  'package.json': json({
    name: 'root',
    workspaces: ['packages/*', '!packages/left-out'],
    imports: { '#lib/*': './src/lib/*.js', '#conditions': { node: './src/a.ts', default: './src/b.js' } },
  }),
  'tsconfig.json': `{
    // Comments are allowed here.
    "compilerOptions": { "paths": { "@/*": ["./src/*"], "exact": ["./src/b"] } },
  }`,
  'src/main.ts': '',
  'src/a.ts': '',
  'src/b.js': '',
  'src/both.js': '',
  'src/both.ts': '',
  'src/types.d.ts': '',
  'src/data.json': '',
  'src/view.vue': '',
  'src/name.service.ts': '',
  'src/folder/index.ts': '',
  'src/lib/tool.ts': '',
  'packages/built/package.json': json({
    name: '@scope/built',
    exports: {
      '.': { types: './dist/index.d.ts', import: './dist/index.js' },
      './deep': './dist/esm/deep.js',
    },
  }),
  'packages/built/src/index.ts': '',
  'packages/built/src/deep.ts': '',
  'packages/main/package.json': json({ name: 'with-main', main: 'lib/start' }),
  'packages/main/lib/start.js': '',
  'packages/main/other.js': '',
  'packages/left-out/package.json': json({ name: 'left-out' }),
  'packages/left-out/index.js': '',
  'packages/broken/package.json': '{ "name": "broken"',
  'packages/broken/index.js': '',
  'node_modules/installed/package.json': json({ name: 'installed', main: 'index.js' }),
  'node_modules/installed/index.js': '',
};

describe('the file of the project that an import means', () => {
  const folder = temporaryFolder(project);
  const found = (specifier: string, from = 'src/main.ts') =>
    new Resolution(disk).fileOf(specifier, join(folder, from));

  it.each([
    ['./a', 'src/a.ts'],
    ['./a.ts', 'src/a.ts'],
    ['./a.js', 'src/a.ts'],
    ['./b', 'src/b.js'],
    ['./b.js?raw', 'src/b.js'],
    ['./both.js', 'src/both.ts'],
    ['./name.service', 'src/name.service.ts'],
    ['./folder', 'src/folder/index.ts'],
    ['./folder/', 'src/folder/index.ts'],
    ['../src/a', 'src/a.ts'],
    ['#lib/tool', 'src/lib/tool.ts'],
    ['#conditions', 'src/a.ts'],
    ['@/lib/tool', 'src/lib/tool.ts'],
    ['exact', 'src/b.js'],
    ['@scope/built', 'packages/built/src/index.ts'],
    ['@scope/built/deep', 'packages/built/src/deep.ts'],
    ['with-main', 'packages/main/lib/start.js'],
    ['with-main/other.js', 'packages/main/other.js'],
  ])('%s is %s', (specifier, file) => {
    expect(found(specifier)).toBe(join(folder, file));
  });

  it.each([
    './missing',
    './missing/a',
    './types',
    './data.json',
    './view.vue',
    '#unknown',
    '@/missing',
    '@scope/built/other',
    'left-out',
    'broken',
    'installed',
    'fs',
    'node:fs',
    'https://example.com/a.js',
    '',
  ])('%s is none', (specifier) => {
    expect(found(specifier)).toBeUndefined();
  });

  it('is the source of a package that a link in node_modules leads to', () => {
    const root = temporaryFolder({
      'app/main.js': '',
      'app/node_modules/': '',
      'tool/package.json': json({ name: 'tool', main: 'tool.js' }),
      'tool/tool.js': '',
    });
    symlinkSync(join(root, 'tool'), join(root, 'app/node_modules/tool'), 'junction');
    expect(new Resolution(disk).fileOf('tool', join(root, 'app/main.js'))).toBe(join(root, 'tool/tool.js'));
  });

  it('is a package of a pnpm workspace', () => {
    const packages = {
      'package.json': '{}',
      'packages/tool/package.json': json({ name: 'tool' }),
      'packages/tool/index.js': '',
      'apps/main.js': '',
    };
    for (const yaml of ['packages:\n  # all of them\n  - "packages/**"\n', "packages: ['packages/*']\n"]) {
      const root = temporaryFolder({ ...packages, 'pnpm-workspace.yaml': yaml });
      const file = new Resolution(disk).fileOf('tool', join(root, 'apps/main.js'));
      expect(file).toBe(join(root, 'packages/tool/index.js'));
    }
  });
});

describe('the modules that a text imports', () => {
  it.each([
    [`import a from './a';`, './a'],
    [`import './a';`, './a'],
    ['import {\n  a,\n  b,\n} from "./a";', './a'],
    [`export * from './a';`, './a'],
    [`const a = require('./a');`, './a'],
    ['await import(`./a`)', './a'],
    [`import a = require('./a');`, './a'],
    [`import type from './a';`, './a'],
    [`import { type A, b } from './a';`, './a'],
  ])('%s', (text, specifier) => {
    expect(specifiersIn(text)).toEqual([specifier]);
  });

  it.each([
    `import type { A } from './a';`,
    `export type { A } from './a';`,
    `import type A from './a';`,
    '',
  ])('are none: %s', (text) => {
    expect(specifiersIn(text)).toEqual([]);
  });
});
