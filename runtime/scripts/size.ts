/** Prints the size of the package as an application's bundler would ship it, and what importing it costs. */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const entry = fileURLToPath(new URL('../dist/index.js', import.meta.url));

const bundle = await bundled('export *');
console.log(`everything, bundled: ${sizeOf(bundle)}`);
console.log(`toThread alone, bundled: ${sizeOf(await bundled('export { toThread }'))}`);
console.log(`everything, as shipped: ${sizeOf(await readFile(entry, 'utf8'))}`);
// The program of workers is the longest text in it.
const program =
  bundle.match(/`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\])*'/g)?.reduce((a, b) => (b.length > a.length ? b : a)) ?? '';
console.log(`  main thread: ${sizeOf(bundle.replace(program, ''))}`);
console.log(`  workers: ${sizeOf(program)}`);

const code = `const start = performance.now(); await import(${JSON.stringify(entry)}); console.log(performance.now() - start)`;
const times = Array.from({ length: 9 }, () =>
  Number(execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' })),
);
console.log(
  `import: ${times.toSorted((a, b) => a - b)[4]?.toFixed(1) ?? '?'} ms (median of ${times.length})`,
);

/** What is left of the package in the minified bundle of an application that does so. */
async function bundled(statement: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `${statement} from ${JSON.stringify(entry)}`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    ...{ bundle: true, minify: true, platform: 'node', format: 'esm', write: false },
  });
  return outputFiles[0]?.text ?? '';
}

function sizeOf(text: string): string {
  return `${Buffer.byteLength(text)} bytes minified, ${gzipSync(text, { level: 9 }).length} gzipped`;
}
