import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const workspaceRoot = resolve(import.meta.dirname, '../..');

/** Tests of a package run the others as they ship. One message tells more than all the tests that fail without. */
export default async function requireBuilds(): Promise<void> {
  for (const name of ['eslint-plugin', 'runtime']) await requireBuild(name);
}

/** Gives the absolute path of the package in some folder, which has to be built. */
export async function requireBuild(name: string): Promise<string> {
  const source = join(workspaceRoot, name);
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
    exports?: { '.': { default: string | { default: string } } };
    bin?: Readonly<Record<string, string>>;
  };
  const main = manifest.exports?.['.'].default ?? Object.values(manifest.bin ?? {})[0] ?? 'index.js';
  const entry = join(source, typeof main === 'string' ? main : main.default);
  if (!(await stat(entry).catch(() => undefined))?.isFile()) {
    throw new Error(`${entry} is not built: run \`npm run build\` before the tests`);
  }
  return source;
}
