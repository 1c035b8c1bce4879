import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';
import { leanTypeScript } from './lean-typescript.ts';

/**
 * Leaves out of the bundled linter what it never runs: it parses single files, with a parser for TypeScript that needs
 * neither checker nor projects, and reports with the rules of the plugin alone.
 */

/** The list of ESLint's own rules. */
const CORE_RULES = /[\\/]eslint[\\/]lib[\\/]rules[\\/]index\.js$/;

/** Modules that are asked for little, and what answers for them. */
const STUBS: readonly (readonly [RegExp, string])[] = [
  [CORE_RULES, 'module.exports = new Map();'],
  // ESLint names its own parser in what holds before any configuration.
  [
    /[\\/]node_modules[\\/]espree[\\/]dist[\\/]espree\.cjs$/,
    "exports.latestEcmaVersion = 17; exports.parse = () => { throw new Error('There is no parser for this.'); };",
  ],
  // Pages are parsed, and no tree of one is built, searched or written.
  [
    /[\\/]node_modules[\\/]domutils[\\/]lib[\\/](?:esm[\\/])?index\.js$/,
    'export const getFeed = () => null;',
  ],
  // These are published as both kinds of module, and asked for as both: one copy is enough.
  [
    /[\\/]node_modules[\\/]@eslint-community[\\/]eslint-utils[\\/]index\.js$/,
    "module.exports = require('./index.mjs');",
  ],
  [
    /[\\/]node_modules[\\/]minimatch[\\/]dist[\\/]commonjs[\\/]index\.js$/,
    "module.exports = require('../esm/index.js');",
  ],
  // No file is told which projects compile it.
  [/[\\/]parseSettings[\\/]resolveProjectList\.js$/, 'exports.resolveProjectList = () => new Map();'],
];

/** Modules that are only used where a whole project is compiled. */
const PROJECTS = new RegExp(
  [
    String.raw`[\\/]typescript-estree[\\/]dist[\\/](?:`,
    String.raw`create-program[\\/](?:create(?:IsolatedProgram|ProjectProgram\w*|WatchProgram)|getWatchProgramsForProjects|useProvidedPrograms|WatchCompilerHostOfConfigFile)`,
    String.raw`|native[\\/]\w+|useProgramFromProjectService`,
    String.raw`)\.js$|[\\/]@typescript-eslint[\\/](?:project-service|tsconfig-utils)[\\/]dist[\\/]`,
  ].join(''),
);

/** How modules of the parser, and what they use, are compiled to name what they take from TypeScript. */
const USE = /\b(?:ts\d*(?:__default\.default)?|typescript_1)\.([A-Za-z_]\w*)/g;

/** What the parser takes from TypeScript, which is all that is exported to it. */
const FACADE = 'typescript for the parser';

export const leanLinter: Plugin = {
  name: 'lean linter',
  setup(build) {
    for (const [filter, contents] of STUBS)
      build.onLoad({ filter }, ({ path }) => ({ contents, resolveDir: dirname(path) }));
    build.onLoad({ filter: PROJECTS }, () => ({ contents: 'module.exports = {};' }));
    build.onResolve({ filter: /^typescript$/ }, ({ importer }) => ({ path: importer, namespace: FACADE }));
    // Each module of the parser sees the same TypeScript, cut down to what it names itself.
    build.onLoad({ filter: /.*/, namespace: FACADE }, async ({ path }) => {
      const names = await namesUsedBy(path);
      const list = names.join(', ');
      return {
        contents: `import { ${list} } from 'typescript/lean';\nexport { ${list} };\nexport default { ${list} };`,
        loader: 'js',
        resolveDir: dirname(path),
      };
    });
    build.onResolve({ filter: /^typescript\/lean$/ }, () => ({ path: 'lean', namespace: 'typescript' }));
    build.onLoad({ filter: /.*/, namespace: 'typescript' }, async () => ({
      contents: await leanTypeScript(),
      loader: 'js',
    }));
  },
};

/** What a module takes from TypeScript. Types, which its comments name as well, are not there. */
async function namesUsedBy(file: string): Promise<string[]> {
  const exported = await exportedNames();
  const names = Array.from((await readFile(file, 'utf8')).matchAll(USE), ([, name = '']) => name);
  return [...new Set(names)].filter((name) => exported.has(name));
}

/** The names at the end of the module. */
async function exportedNames(): Promise<ReadonlySet<string>> {
  const module = await leanTypeScript();
  const list = module.slice(module.lastIndexOf('\nexport {'));
  return new Set(Array.from(list.matchAll(/ as (\w+)/g), ([, name = '']) => name));
}
