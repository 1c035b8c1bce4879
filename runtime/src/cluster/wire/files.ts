import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * What both sides know of files: the hash by which they see whether they have the same code, and the package that one
 * belongs to. Each file is looked at once.
 */

export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

const hashes = new Map<string, string | null>();
const packages = new Map<string, Package | undefined>();

/** The beginning of the hash of a file; null if it cannot be read. */
export function hashOf(file: string): string | null {
  const known = hashes.get(file);
  if (known !== undefined) return known;
  const found = read(file);
  const hash = found && createHash('sha256').update(found).digest('hex').slice(0, 16);
  hashes.set(file, hash);
  return hash;
}

/** The package in a folder, if there is one with a name and a version. */
export function packageIn(folder: string): Package | undefined {
  if (packages.has(folder)) return packages.get(folder);
  const file = join(folder, 'package.json');
  const { name, version } = (
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  ) as Partial<Package>;
  const found =
    typeof name === 'string' && typeof version === 'string' ? { folder, name, version } : undefined;
  packages.set(folder, found);
  return found;
}

/** The package that a file belongs to. */
export function packageAround(file: string): Package | undefined {
  for (const folder of foldersAbove(file)) {
    const found = packageIn(folder);
    if (found) return found;
  }
  return undefined;
}

/** The package that a name stands for in the files of a folder. */
export function packageNamed(name: string, folder: string): Package | undefined {
  for (const each of [folder, ...foldersAbove(folder)]) {
    const found = packageIn(join(each, 'node_modules', name));
    if (found) return found;
  }
  return undefined;
}

/** From the nearest to the root of the file system. */
export function foldersAbove(file: string): string[] {
  const above = dirname(file);
  return above === file ? [] : [above, ...foldersAbove(above)];
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
