/**
 * Builds `dist/index.js`, one file without dependencies. The program of workers is bundled first and goes into
 * it as a string; `tsc` has written the declarations beside it.
 *
 * `dist/commonjs/` holds the same as CommonJS. Node itself loads the module with `require()` too; jest and TypeScript
 * in CommonJS files do not, and there an import of an ES module is an error.
 *
 * The module ships minified, because only here is known which names of properties are to-thread's own: no application's
 * bundler may shorten those. terser makes less of it than esbuild, also once a bundler has minified it again. A source
 * map that holds the sources leads back to the code as it was written, and lines are short, because Node prints the
 * line that an uncaught error was thrown in.
 */
import { build, type BuildOptions } from 'esbuild';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { OWN_NAMES } from './own-names.ts';

const modules = fileURLToPath(new URL('../dist', import.meta.url));
const commonjs = fileURLToPath(new URL('../dist/commonjs', import.meta.url));
const sources = fileURLToPath(new URL('../src', import.meta.url));
// Functions that are used once stay as they are: put where they are used, they would be made anew for every call.
const compress = { passes: 3, keep_fargs: false, reduce_funcs: false };

const program = await bundle({
  stdin: {
    contents: "import { program } from './common/program.ts'; holder.program = program;",
    resolveDir: sources,
  },
  format: 'iife',
});
const { code: PROGRAM = '' } = await minify(program.code, { toplevel: true, compress });
const main = {
  entryPoints: [join(sources, 'index.ts')],
  define: { PROGRAM: JSON.stringify(PROGRAM.trim()) },
  // Own names have to become the same on both sides.
  mangleCache: program.names,
};

const { code, map, exports } = await bundle({ ...main, format: 'esm' });
const module = await minify(code, {
  module: true,
  compress,
  // The names that users see, in their logs too, are those of the documentation.
  mangle: { reserved: [...exports, 'StandInExecutor'] },
  // What tells webpack and vite to leave an import alone has to stay.
  format: { max_line_len: 200, comments: /ignore/i },
  sourceMap: { content: map, url: 'index.js.map', includeSources: true },
});
await writeFile(join(modules, 'index.js'), module.code ?? '');
await writeFile(join(modules, 'index.js.map'), module.map as string);

await rm(commonjs, { recursive: true, force: true });
await mkdir(commonjs);
await writeFile(join(commonjs, 'index.js'), (await bundle({ ...main, format: 'cjs' })).code);
// Whether a declaration describes a module or CommonJS is up to the package.json above it, so these are copies.
await writeFile(join(commonjs, 'package.json'), '{ "type": "commonjs" }\n');
for (const file of await readdir(modules, { recursive: true })) {
  if (file.endsWith('.d.ts') && !file.startsWith('commonjs'))
    await cp(join(modules, file), join(commonjs, file));
}

interface Bundle {
  readonly code: string;
  readonly map: string;
  /** What own names have become. */
  readonly names: NonNullable<BuildOptions['mangleCache']>;
  readonly exports: string[];
}

async function bundle(options: BuildOptions): Promise<Bundle> {
  const { outputFiles, mangleCache, metafile } = await build({
    mangleCache: {},
    ...options,
    ...{ bundle: true, platform: 'node', target: 'node20.19', write: false as const },
    ...{ sourcemap: 'external', outdir: modules, metafile: true as const },
    mangleProps: new RegExp(`^(?:${OWN_NAMES.join('|')})$`),
  });
  const [map = '', code = ''] = outputFiles.map(({ text }) => text);
  const exports = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return { code, map, names: mangleCache, exports };
}
