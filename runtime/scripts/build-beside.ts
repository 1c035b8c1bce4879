/**
 * Builds what is beside the main module: `to-thread/bullmq`, `to-thread/testing`, the command, and what its workers load.
 * Each is a file of its own, so that the main module stays what it is.
 *
 * No names of properties are shortened here: some of them go to other machines, which may have another version.
 */
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../dist', import.meta.url));
const commonjs = join(modules, 'commonjs');
const sources = fileURLToPath(new URL('../src', import.meta.url));

/** The main module is beside these and is not bundled again; what workers run is at hand as code, not as a text. */
const beside: Plugin = {
  name: 'beside',
  setup(build) {
    build.onResolve({ filter: /\/index\.ts$/ }, () => ({ path: './index.js', external: true }));
    build.onLoad({ filter: /[\\/]common[\\/]common\.ts$/ }, () => ({
      contents: "import { program } from './program.ts'; export const common = () => program;",
      resolveDir: join(sources, 'common'),
      loader: 'ts',
    }));
  },
};

const common: BuildOptions = {
  ...{ bundle: true, platform: 'node', target: 'node20.19', minifySyntax: true, legalComments: 'inline' },
  ...{ plugins: [beside], external: ['bullmq', 'ioredis'] },
};
/** What the command writes reports with: the script and the style of the page go into it as texts. */
const page = join(sources, 'report/page');
const define = {
  PAGE_SCRIPT: JSON.stringify(
    await forBrowsers({
      entryPoints: [join(page, 'page.ts')],
      ...{ format: 'iife', target: 'es2022', charset: 'ascii' },
    }),
  ),
  PAGE_STYLE: JSON.stringify(
    await forBrowsers({
      stdin: {
        contents: "@import 'uplot/dist/uPlot.min.css'; @import './page.css';",
        ...{ loader: 'css', resolveDir: page },
      },
    }),
  ),
};
const entries = { bullmq: join(sources, 'bullmq.ts'), testing: join(sources, 'testing.ts') };

await bundle({ ...common, entryPoints: entries, format: 'esm', outdir: modules });
await bundle({
  ...common,
  ...{ entryPoints: entries, format: 'cjs', outdir: commonjs },
  // What a module of CommonJS has in the place of it.
  define: { 'import.meta.url': '__filename' },
});
await bundle({
  ...common,
  entryPoints: { command: join(sources, 'command/main.ts') },
  define,
  ...{ format: 'esm', outdir: modules },
  // Packages of CommonJS that are bundled ask for modules of Node.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
});
// Stacks of errors end where the program of workers begins, by this name.
await bundle({
  ...common,
  entryPoints: { relay: join(sources, 'cluster/host/relay.ts') },
  ...{ format: 'esm', outdir: modules },
  footer: { js: '//# sourceURL=to-thread:worker-relay' },
});
await chmod(join(modules, 'command.js'), 0o755);

/** A part of the page, with the licence of the library that draws, and nothing that would end its element. */
async function forBrowsers(options: BuildOptions): Promise<string> {
  const built = await bundle({ ...options, bundle: true, minify: true, legalComments: 'eof', write: false });
  return (built.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}
