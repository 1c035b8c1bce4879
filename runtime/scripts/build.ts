/**
 * Builds `dist/index.js`, one file without dependencies. The worker program, and what both sides run, are bundled
 * first and go into it as strings; `tsc` writes the declarations beside it.
 */
import { build, type BuildOptions } from 'esbuild';
import { fileURLToPath } from 'node:url';

const target = 'node20.19';

await build({
  entryPoints: [source('index.ts')],
  outfile: fileURLToPath(new URL('../dist/index.js', import.meta.url)),
  bundle: true,
  platform: 'node',
  target,
  format: 'esm',
  define: {
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
  },
});

/** The minified text of a program, to be the body of a function with a parameter `require`. */
async function textOf(program: BuildOptions): Promise<string> {
  const options = { bundle: true, minify: true, platform: 'node', target, format: 'cjs' } as const;
  const { outputFiles } = await build({ ...program, ...options, write: false });
  return outputFiles[0]?.text.trim() ?? '';
}

function source(path: string): string {
  return fileURLToPath(new URL(`../src/${path}`, import.meta.url));
}
