/**
 * Builds `dist/index.js`, one file without dependencies. The worker program, and what both sides run, are bundled
 * first and go into it as strings; `tsc` has written the declarations beside it.
 *
 * `dist/commonjs/` holds the same as CommonJS. Node itself loads the module with `require()` too; jest and TypeScript
 * in CommonJS files do not, and there an import of an ES module is an error.
 */
import { build, type BuildOptions } from 'esbuild';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = 'node20.19';
const modules = fileURLToPath(new URL('../dist', import.meta.url));
const commonjs = fileURLToPath(new URL('../dist/commonjs', import.meta.url));

const define = {
  COMMON_SOURCE: JSON.stringify(
    await textOf({
      stdin: {
        contents: "import { common } from './common/modules.ts'; holder.common = common;",
        resolveDir: source('.'),
      },
    }),
  ),
  WORKER_SOURCE: JSON.stringify(
    await textOf({ entryPoints: [source('worker/entry.ts')], external: ['*/common/common.ts'] }),
  ),
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

/** The minified text of a program, to be the body of a function with a parameter `require`. */
async function textOf(program: BuildOptions): Promise<string> {
  const options = { bundle: true, minify: true, platform: 'node', target, format: 'cjs' } as const;
  const { outputFiles } = await build({ ...program, ...options, write: false });
  return outputFiles[0]?.text.trim() ?? '';
}

function source(path: string): string {
  return fileURLToPath(new URL(`../src/${path}`, import.meta.url));
}
