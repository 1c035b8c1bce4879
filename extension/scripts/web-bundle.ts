import { copyFile, rename } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { leanLinter } from './lean-linter.ts';

/** How the extension is bundled for VS Code for the Web, where there is neither Node nor a disk. */

const SHIMS = join(import.meta.dirname, '../src/server/web');

/** What takes the place of Node's modules; of all others of Node nothing is used. */
const NODE_MODULES: Readonly<Record<string, string>> = {
  fs: join(SHIMS, 'fs.ts'),
  module: join(SHIMS, 'modules.ts'),
  timers: join(SHIMS, 'timers.ts'),
  'timers/promises': join(SHIMS, 'timers.ts'),
  path: join(import.meta.dirname, '../../node_modules/path-browserify/index.js'),
};

/** A package that reads files by itself: of a project without a disk, the rules follow no functions into other files. */
const READER = 'get-tsconfig';

/** Parts of the server that there is no use for without a disk, and what stands in for them. */
const REPLACED: Readonly<Record<string, string>> = {
  './disk.ts': 'disk.ts',
  './project-eslint.ts': 'project-eslint.ts',
  '../project/install-plan.ts': 'install-plan.ts',
};

const withoutNode: Plugin = {
  name: 'without Node',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[\w/]+$/ }, ({ path }) => {
      const name = path.replace(/^node:/, '');
      if (!builtinModules.includes(name)) return undefined;
      return { path: NODE_MODULES[name] ?? join(SHIMS, 'nothing.ts') };
    });
    build.onResolve({ filter: new RegExp(`^${READER}$`) }, () => ({ path: join(SHIMS, `${READER}.ts`) }));
    build.onResolve({ filter: /\/recordings\.js$/ }, () => ({ path: join(SHIMS, 'recordings.ts') }));
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path }) => {
      const replacement = REPLACED[path];
      return replacement === undefined ? undefined : { path: join(SHIMS, replacement) };
    });
  },
};

/** Where the bundles are, below the folder of the extension. */
const OUTPUT = 'dist/web';

/**
 * The client by the names that VS Code for the Web asks for. It takes a file for CommonJS by the ending `.cjs`, as
 * package.json has it, and until 2026 put another ending behind that one when it loaded the file.
 */
export async function nameWebClient(extension: string): Promise<void> {
  const client = join(extension, OUTPUT, 'client.js');
  await copyFile(client, join(extension, OUTPUT, 'client.cjs.js'));
  await rename(client, join(extension, OUTPUT, 'client.cjs'));
}

export const webBundle: BuildOptions = {
  entryPoints: {
    client: 'src/client/web-extension.ts',
    server: 'src/server/web-worker.ts',
  },
  outdir: OUTPUT,
  outExtension: { '.js': '.js' },
  platform: 'browser',
  target: 'es2024',
  mainFields: ['browser', 'module', 'main'],
  inject: [join(SHIMS, 'process.ts')],
  define: { BUILTIN_MODULES: JSON.stringify(builtinModules) },
  plugins: [leanLinter, withoutNode],
};
