/** Builds the command `to-thread`, one file. The page that it writes has its script and its style inside. */
import { build, type BuildOptions } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const runtime = fileURLToPath(new URL('..', import.meta.url));
const page = join(runtime, 'src/report/page');

const script = await bundle({
  entryPoints: [join(page, 'page.ts')],
  format: 'iife',
  target: 'es2022',
  charset: 'ascii',
});
const style = await bundle({
  stdin: {
    contents: "@import 'uplot/dist/uPlot.min.css'; @import './page.css';",
    loader: 'css',
    resolveDir: page,
  },
});
const { version } = JSON.parse(await readFile(join(runtime, 'package.json'), 'utf8')) as { version: string };

await build({
  ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20.19' },
  entryPoints: [join(runtime, 'src/command/main.ts')],
  outfile: join(runtime, 'dist/command/main.js'),
  banner: { js: '#!/usr/bin/env node' },
  define: {
    PAGE_SCRIPT: JSON.stringify(script),
    PAGE_STYLE: JSON.stringify(style),
    VERSION: JSON.stringify(version),
  },
});

/** What a browser loads of it, with the licence of the library of charts, and nothing that would end the element. */
async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    bundle: true,
    minify: true,
    legalComments: 'eof',
    write: false,
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}
