/** Prints the size of the package as an application's bundler would ship it, and what importing it costs. */
import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const entry = fileURLToPath(new URL('../dist/index.js', import.meta.url));

console.log(`everything: ${sizeOf(`export * from ${JSON.stringify(entry)}`)}`);
console.log(`toThread alone: ${sizeOf(`export { toThread } from ${JSON.stringify(entry)}`)}`);

const program = `const start = performance.now(); await import(${JSON.stringify(entry)}); console.log(performance.now() - start)`;
const times = Array.from({ length: 9 }, () =>
  Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })),
);
console.log(
  `import: ${times.toSorted((a, b) => a - b)[4]?.toFixed(1) ?? '?'} ms (median of ${times.length})`,
);

/** What is left of the package in the bundle of an application that does so. */
function sizeOf(contents: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return `${code.length} bytes minified, ${gzipSync(code, { level: 9 }).length} gzipped`;
}
