import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * Names the runtime among the dependencies of each package that has one of the files, as its maintainers would before
 * they take the fixes: where `package.json` does not name it, nothing is fixed, whether it is installed or not.
 */
export async function nameRuntime(files: readonly string[]): Promise<void> {
  const folders = new Set(files.map((file) => dirname(file)));
  const manifests = new Set(await Promise.all([...folders].map(nearestManifest)));
  for (const path of manifests) if (path !== undefined) await addRuntime(path);
}

async function nearestManifest(folder: string): Promise<string | undefined> {
  const path = join(folder, 'package.json');
  if (await stat(path).catch(() => undefined)) return path;
  const above = dirname(folder);
  return above === folder ? undefined : nearestManifest(above);
}

async function addRuntime(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const manifest = JSON.parse(text) as Manifest;
  const [, indent = '  '] = /^([ \t]+)"/m.exec(text) ?? [];
  const dependencies = { ...manifest.dependencies, 'to-thread': '*' };
  await writeFile(path, `${JSON.stringify({ ...manifest, dependencies }, undefined, indent)}\n`);
}
