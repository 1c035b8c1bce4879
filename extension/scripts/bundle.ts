import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import { leanLinter } from './lean-linter.ts';
import { writeNotices } from './notices.ts';
import { nameWebClient, webBundle } from './web-bundle.ts';

/**
 * Bundles the programs of the extension, each into one file with all that it needs: an extension is installed
 * without its dependencies. CommonJS, because that is what the ESLint and TypeScript packages are.
 */

/** The module that holds ESLint and TypeScript: a file of its own, so that the server can answer before it is read. */
const LINTER = 'src/server/lint/bundled-rule.ts';

const separateLinter: Plugin = {
  name: 'separate linter',
  setup(build) {
    build.onResolve({ filter: /\/bundled-rule\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './linter.cjs', external: true } : undefined,
    );
  },
};

const extension = fileURLToPath(new URL('..', import.meta.url));

const options = {
  absWorkingDir: extension,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode'],
  // The language server packages publish UMD beside ES modules, and imports within UMD cannot be followed.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  metafile: true,
} satisfies BuildOptions;

/** The language server by itself, for other editors: on every Node that a project may have. */
const npmPackage: BuildOptions = { outdir: 'language-server/dist', target: 'node20.19' };

const [client, linter, server, serverLinter, web] = await Promise.all([
  bundle({
    ...options,
    entryPoints: { client: 'src/client/extension.ts', server: 'src/server/main.ts' },
    plugins: [separateLinter],
  }),
  bundle({ ...options, entryPoints: { linter: LINTER }, plugins: [leanLinter] }),
  bundle({
    ...options,
    ...npmPackage,
    entryPoints: { 'to-thread-language-server': 'src/server/command-line.ts' },
    plugins: [separateLinter],
  }),
  bundle({ ...options, ...npmPackage, entryPoints: { linter: LINTER }, plugins: [leanLinter] }),
  bundle({ ...options, ...webBundle }),
]);
await nameWebClient(extension);
const NOTICES = 'THIRD-PARTY-NOTICES.txt';
await writeNotices(extension, [client, linter, web], `dist/${NOTICES}`);
await writeNotices(extension, [server, serverLinter], `language-server/dist/${NOTICES}`);
