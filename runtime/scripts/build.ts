/**
 * Builds `dist/index.js`, one file without dependencies. The worker program is bundled first and goes into it as a
 * string; `tsc` writes the declarations beside it.
 */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const target = 'node20.19';

const worker = await build({
  entryPoints: [source('worker/entry.ts')],
  bundle: true,
  minify: true,
  // Names reach users in stack traces and error messages.
  keepNames: false,
  platform: 'node',
  target,
  format: 'cjs',
  // The text runs as an ES module in threads and as a script in processes; this works in both.
  banner: { js: '((require)=>{' },
  footer: { js: '})(process.getBuiltinModule)' },
  write: false,
});

await build({
  entryPoints: [source('index.ts')],
  outfile: fileURLToPath(new URL('../dist/index.js', import.meta.url)),
  bundle: true,
  platform: 'node',
  target,
  format: 'esm',
  define: { WORKER_SOURCE: JSON.stringify(worker.outputFiles[0]?.text.trim()) },
});

function source(path: string): string {
  return fileURLToPath(new URL(`../src/${path}`, import.meta.url));
}
