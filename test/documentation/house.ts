import { glob, readdir, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** A package of the workspace, or the workspace itself. */
export interface Package {
  readonly name: string;
  /** Its folder from the root, with a slash at its end; empty for the root. */
  readonly folder: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** The packages it is developed with. */
  readonly dependencies: readonly string[];
}

/** What there is to name in documentation. */
export interface House {
  readonly workspace: Package;
  readonly packages: readonly Package[];
  /** Paths from the root, with forward slashes, of all files but those that are installed, built or made by tests. */
  readonly files: readonly string[];
  /** Names of the programs that `npx` finds. */
  readonly programs: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly scripts?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly bin?: Record<string, string>;
  readonly workspaces?: readonly string[];
}

/** What is published from a folder within a workspace. */
const WITHIN = ['extension/language-server'];

export async function readHouse(): Promise<House> {
  const { workspaces = [] } = await readManifest('');
  // What is built later is not linked when packages are installed.
  const own = await Promise.all(workspaces.map((folder) => readManifest(`${folder}/`)));
  return {
    workspace: await readPackage(''),
    packages: await Promise.all([...workspaces, ...WITHIN].map((folder) => readPackage(`${folder}/`))),
    files: await readFiles(),
    programs: [
      ...(await readdir(join(root, 'node_modules/.bin'))).map((name) => name.replace(/\.\w+$/, '')),
      ...own.flatMap(({ bin = {} }) => Object.keys(bin)),
    ],
  };
}

async function readFiles(): Promise<string[]> {
  const exclude = (path: string): boolean => /(?:^|[\\/])(?:node_modules|dist|coverage)$/.test(path);
  const files: string[] = [];
  for await (const file of glob('**/*.*', { cwd: root, exclude })) files.push(file.replaceAll(sep, '/'));
  return files.sort();
}

async function readPackage(folder: string): Promise<Package> {
  const { name, scripts = {}, devDependencies = {} } = await readManifest(folder);
  return { name, folder, scripts, dependencies: Object.keys(devDependencies) };
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}
