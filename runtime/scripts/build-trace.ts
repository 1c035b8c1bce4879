/**
 * Builds the recorder (`to-thread/trace`), which is apart from the library: whoever imports `to-thread` loads none of it.
 *
 * It is CommonJS, which `--require` and `--import` both load, and without source maps: its frames are to be found in stack
 * traces by the name of the file.
 */
import { build, type BuildOptions } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../src/trace', import.meta.url));
const output = fileURLToPath(new URL('../dist/trace', import.meta.url));

const common = {
  ...{ bundle: true, platform: 'node', format: 'cjs', outdir: output, outExtension: { '.js': '.cjs' } },
  ...{ minifySyntax: true, legalComments: 'none', external: ['./record.cjs'] },
} as const satisfies BuildOptions;

// Old releases of Node load it too, if they are among the descendants of a traced command, and have to understand it.
await build({ ...common, entryPoints: [join(sources, 'preload.ts')], target: 'node12' });
await build({
  ...common,
  entryPoints: ['record.ts', 'watch.ts'].map((file) => join(sources, file)),
  target: 'node20.19',
});
await writeFile(join(output, 'preload.d.cts'), 'export {};\n');
