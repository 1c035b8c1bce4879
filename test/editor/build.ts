import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { npm } from '../support/npm.ts';

const extensionFolder = resolve(import.meta.dirname, '../../extension');

/** Packs the extension and gives the absolute path of its .vsix. */
export async function packExtension(): Promise<string> {
  console.log(await npm(['run', 'package', '--silent'], extensionFolder));
  return join(extensionFolder, 'dist', 'to-thread.vsix');
}

/** Bundles the suites into files that an extension host can load, and gives the folder that they are in. */
export async function bundleSuites(names: readonly string[]): Promise<string> {
  const outdir = join(import.meta.dirname, 'dist');
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: names.map((name) => `suite/${name}.ts`),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
  return outdir;
}
