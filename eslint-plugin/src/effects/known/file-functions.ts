/**
 * What the functions of `fs`, and of packages that take their place, do to the paths that they are given. Data: each row
 * is a name without `Sync`, and what it does at which argument. The asynchronous functions do the same.
 */

/**
 * - `look`: it reads a file, or asks for it.
 * - `list`: it reads what is in a folder.
 * - `change`: it writes a file, or makes or removes it.
 * - `ensure`: it makes a folder; with `recursive` it does not mind one that is there.
 * - `remove`: it changes a folder and all that is in it.
 */
type FileDeed = 'look' | 'list' | 'change' | 'ensure' | 'remove';

export interface FileRole {
  readonly does: FileDeed;
  readonly argument: number;
}

const look = (...at: number[]): FileRole[] => at.map((argument) => ({ does: 'look', argument }));
const change = (...at: number[]): FileRole[] => at.map((argument) => ({ does: 'change', argument }));
const list: FileRole[] = [{ does: 'list', argument: 0 }];
const remove: FileRole[] = [{ does: 'remove', argument: 0 }];
const ensure: FileRole[] = [{ does: 'ensure', argument: 0 }];

const ROLES: Readonly<Record<string, readonly FileRole[]>> = {
  access: look(0),
  appendFile: change(0),
  chmod: change(0),
  chown: change(0),
  close: change(0),
  copy: [...look(0), { does: 'remove', argument: 1 }],
  copyFile: [...look(0), ...change(1)],
  cp: [
    { does: 'list', argument: 0 },
    { does: 'remove', argument: 1 },
  ],
  createFile: change(0),
  createReadStream: look(0),
  createWriteStream: change(0),
  emptyDir: remove,
  ensureDir: ensure,
  ensureFile: change(0),
  exists: look(0),
  fchmod: change(0),
  fchown: change(0),
  fdatasync: change(0),
  fstat: look(0),
  fsync: change(0),
  ftruncate: change(0),
  futimes: change(0),
  lchmod: change(0),
  lchown: change(0),
  link: [...look(0), ...change(1)],
  lstat: look(0),
  lutimes: change(0),
  mkdir: ensure,
  mkdirp: ensure,
  mkdirs: ensure,
  // Nobody else has a folder with that name.
  mkdtemp: [],
  mkdtempDisposable: [],
  move: [
    { does: 'remove', argument: 0 },
    { does: 'remove', argument: 1 },
  ],
  open: look(0),
  opendir: list,
  outputFile: change(0),
  outputJson: change(0),
  outputJSON: change(0),
  pathExists: look(0),
  read: change(0),
  readFile: look(0),
  readJson: look(0),
  readJSON: look(0),
  readdir: list,
  readlink: look(0),
  readv: change(0),
  realpath: look(0),
  remove,
  rename: [
    { does: 'remove', argument: 0 },
    { does: 'remove', argument: 1 },
  ],
  rm: remove,
  rmdir: remove,
  rimraf: remove,
  stat: look(0),
  statfs: look(0),
  symlink: [...look(0), ...change(1)],
  truncate: change(0),
  unlink: change(0),
  utimes: change(0),
  write: change(0),
  writeFile: change(0),
  writeJson: change(0),
  writeJSON: change(0),
  writeJsonFile: change(0),
  loadJsonFile: look(0),
  writev: change(0),
};

/** What a function does to paths, by its name with or without `Sync`; nothing if it is none that takes paths. */
export function fileRoles(name: string): readonly FileRole[] | undefined {
  const bare = name.endsWith('Sync') ? name.slice(0, -'Sync'.length) : name;
  return Object.hasOwn(ROLES, bare) ? ROLES[bare] : undefined;
}

/** What a function of the catalog does to the paths that it is given, and the name by which that is known. */
export function rolesOf({ export: path, module }: { readonly export: string; readonly module: string }): {
  readonly name: string;
  readonly roles: readonly FileRole[] | undefined;
} {
  const name = path.split('.').findLast((step) => step !== 'native' && step !== 'sync' && step !== 'default');
  return { name: name ?? '', roles: fileRoles(name ?? module) ?? fileRoles(module) };
}

/** Modules whose functions have these names. */
export const FILE_MODULES = new Set([
  'fs',
  'fs/promises',
  'fs-extra',
  'graceful-fs',
  'jsonfile',
  'mkdirp',
  'rimraf',
  'make-dir',
  'write-json-file',
  'load-json-file',
]);
