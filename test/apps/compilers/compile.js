/** Compiles `calls.ts` for an old target with the compiler named, and runs what comes out. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as babel from '@babel/core';
import * as swc from '@swc/core';
import ts from 'typescript';

const [, , name] = process.argv;
const source = readFileSync('calls.ts', 'utf8');

const typescript = (target, options = {}) => {
  const compilerOptions = { target, module: ts.ModuleKind.CommonJS, downlevelIteration: true, ...options };
  return ts.transpileModule(source, { compilerOptions }).outputText;
};
const babelWith = (plugins) =>
  babel.transformSync(source, {
    filename: 'calls.js',
    configFile: false,
    presets: [['@babel/preset-env', { targets: 'ie 11', modules: 'commonjs' }]],
    plugins,
  }).code;
const swcWith = (options) =>
  swc.transformSync(source, {
    filename: 'calls.ts',
    swcrc: false,
    module: { type: 'commonjs' },
    jsc: { target: 'es5', parser: { syntax: 'typescript' }, ...options },
  }).code;

const compilers = {
  'typescript-es2015': () => typescript(ts.ScriptTarget.ES2015),
  'typescript-es2015-tslib': () => typescript(ts.ScriptTarget.ES2015, { importHelpers: true }),
  'typescript-es2015-module': () =>
    typescript(ts.ScriptTarget.ES2015, { importHelpers: true, module: ts.ModuleKind.ESNext }),
  'typescript-es5': () => typescript(ts.ScriptTarget.ES5),
  'typescript-es5-tslib': () => typescript(ts.ScriptTarget.ES5, { importHelpers: true }),
  babel: () => babelWith([]),
  'babel-runtime': () => babelWith(['@babel/plugin-transform-runtime']),
  swc: () => swcWith({}),
  'swc-helpers': () => swcWith({ externalHelpers: true }),
};

const file = `${name}.${name.endsWith('module') ? 'mjs' : 'cjs'}`;
writeFileSync(file, compilers[name]());
const compiled = await import(pathToFileURL(file).href);
await (compiled.main ?? compiled.default.main)();
