/**
 * Builds `dist/index.js`, one file without dependencies. The program of workers is bundled first and goes into
 * it as a string; `tsc` has written the declarations beside it.
 *
 * `dist/commonjs/` holds the same as CommonJS. Node itself loads the module with `require()` too; jest and TypeScript
 * in CommonJS files do not, and there an import of an ES module is an error.
 */
import { build } from 'esbuild';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = 'node20.19';
const modules = fileURLToPath(new URL('../dist', import.meta.url));
const commonjs = fileURLToPath(new URL('../dist/commonjs', import.meta.url));

const define = {
  PROGRAM: JSON.stringify(await programText()),
};

await rm(commonjs, { recursive: true, force: true });
for (const [format, outdir] of [
  ['esm', modules],
  ['cjs', commonjs],
] as const) {
  await build({
    entryPoints: [source('index.ts')],
    ...{ outdir, bundle: true, platform: 'node', target, format, define },
  });
}
// Whether a declaration describes a module or CommonJS is up to the package.json above it, so these are copies.
await writeFile(join(commonjs, 'package.json'), '{ "type": "commonjs" }\n');
for (const file of await readdir(modules, { recursive: true })) {
  if (file.endsWith('.d.ts') && !file.startsWith('commonjs'))
    await cp(join(modules, file), join(commonjs, file));
}

/** The program of workers, to be the body of a function with a parameter `holder`. */
async function programText(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "import { program } from './common/program.ts'; holder.program = program;",
      resolveDir: source('.'),
    },
    ...{ bundle: true, minify: true, platform: 'node', target, format: 'iife', write: false },
  });
  return outputFiles[0]?.text.trim() ?? '';
}

function source(path: string): string {
  return fileURLToPath(new URL(`../src/${path}`, import.meta.url));
}
