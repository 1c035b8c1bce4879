/** Packages that compile, minify and format code. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry, NativeTwin } from '../types.ts';

/** What is made in a factory or a closure, or by native code, where another thread cannot find it. */
const made = { crossing: 'unreachable' } as const;

const babel = blocking('@babel/core', 'cpu');
/** Results hold plugins and nodes, which are made of functions. */
const handle = { crossing: 'handle' } as const;

function babelTwin(name: string): NativeTwin {
  return twin('@babel/core', 'promise')(`${name}Async`, {
    difference:
      'The result is the same, but Babel still compiles on the calling thread: only its configuration is loaded asynchronously.',
  });
}

function babelSync(name: string): CatalogEntry {
  return babel(`${name}Sync`, babelTwin(name), handle);
}

/** Until version 8 the functions without a suffix block where they are given no callback. */
function babelWithoutCallback(name: string, callbackAt: number): CatalogEntry {
  return babel(name, babelTwin(name), { ...handle, callbackAt });
}

/** A package whose blocking functions are all there without `Sync`, as promises. */
function pairs(module: string, names: readonly string[], details?: Partial<CatalogEntry>): CatalogEntry[] {
  return names.map((name) => blocking(module, 'cpu')(`${name}Sync`, twin(module, 'promise')(name), details));
}

const lightningcss = blocking('lightningcss', 'cpu');

/** The last argument of rolldown's `transform` is a cache of native code. */
const tsconfigCache = { options: { at: 3, handle: ['cache'] } };

const prettierSync = blocking('@prettier/sync', 'wait');
const prettier = twin('prettier', 'promise');

const sass = blocking('sass', 'cpu');
const sassPromise = twin('sass', 'promise');

const esbuild = blocking('esbuild', 'process');
const esbuildPromise = twin('esbuild', 'promise');

export const compilers: readonly CatalogEntry[] = [
  babelSync('createConfigItem'),
  babelSync('loadOptions'),
  babelSync('loadPartialConfig'),
  babelSync('parse'),
  babelSync('transform'),
  babelSync('transformFile'),
  babelSync('transformFromAst'),
  babelWithoutCallback('loadOptions', 1),
  babelWithoutCallback('loadPartialConfig', 1),
  babelWithoutCallback('parse', 2),
  babelWithoutCallback('transform', 2),
  babelWithoutCallback('transformFromAst', 3),

  ...pairs('@swc/core', ['minify', 'parse', 'parseFile', 'print']),
  ...pairs('@swc/core', ['transform', 'transformFile'], { options: { at: 1, callback: ['plugin'] } }),

  esbuild('analyzeMetafileSync', esbuildPromise('analyzeMetafile')),
  // With `write: false` the result holds files with getters.
  esbuild('buildSync', esbuildPromise('build'), {
    options: { at: 0, handle: ['write'] },
    losesTypes: true,
  }),
  esbuild('formatMessagesSync', esbuildPromise('formatMessages')),
  esbuild('transformSync', esbuildPromise('transform'), { losesTypes: { at: 1 } }),

  lightningcss('bundle', twin('lightningcss', 'promise')('bundleAsync'), {
    options: { at: 0, callback: ['visitor'] },
  }),
  lightningcss('transform', undefined, { options: { at: 0, callback: ['visitor'] } }),

  ...pairs('oxc-minify', ['minify'], made),
  blocking('oxc-parser', 'cpu')(
    'parseSync',
    twin('oxc-parser', 'promise')('parse', { difference: 'Older versions call it `parseAsync`.' }),
  ),
  ...pairs('oxc-transform', ['isolatedDeclaration', 'moduleRunnerTransform', 'transform'], made),

  prettierSync('check', prettier('check'), made),
  prettierSync('format', prettier('format'), made),
  prettierSync('formatWithCursor', prettier('formatWithCursor'), made),
  prettierSync('getFileInfo', prettier('getFileInfo'), made),
  prettierSync('getSupportInfo', prettier('getSupportInfo'), made),
  prettierSync('resolveConfig', prettier('resolveConfig'), made),
  prettierSync('resolveConfigFile', prettier('resolveConfigFile'), made),

  ...pairs('rolldown/experimental', ['minify', 'parse']),
  ...pairs('rolldown/experimental', ['transform'], tsconfigCache),
  ...pairs('rolldown/experimental', ['isolatedDeclaration'], made),
  blocking('rolldown/parseAst', 'cpu')('parseAst', twin('rolldown/parseAst', 'promise')('parseAstAsync')),
  ...pairs('rolldown/utils', ['minify', 'parse']),
  ...pairs('rolldown/utils', ['transform'], tsconfigCache),
  blocking('rollup/parseAst', 'cpu')('parseAst', twin('rollup/parseAst', 'promise')('parseAstAsync')),

  // sass is compiled from Dart into one closure, where another thread cannot find its functions.
  sass('compile', sassPromise('compileAsync'), made),
  sass('compileString', sassPromise('compileStringAsync'), made),
  sass('renderSync', twin('sass', 'callback')('render'), made),

  blocking('svgo', 'cpu')('optimize', undefined, { options: { at: 1, callback: ['plugins'] } }),
  blocking('uglify-js', 'cpu')('minify', undefined, made),
];
