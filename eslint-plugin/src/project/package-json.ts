import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What the files around a linted file say about it. Beside this folder, only the graph reads the disk.
 */

/** The parts of a package.json that decide how code in its folder is written. */
export interface PackageJson {
  readonly folder: string;
  readonly name?: string;
  readonly type?: string;
  /** Whether it describes a package: one that only says how to read the files of its folder does not. */
  readonly isPackage: boolean;
  /** Whether it is never published. */
  readonly isPrivate: boolean;
  /** What is there wherever the package is installed: `dependencies`, and the peer and optional ones. */
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** The names, with a `#`, by which its files may import something. */
  readonly imports: readonly string[];
  /** The files that the package installs as commands. */
  readonly commands: readonly string[];
  /** What `npm run` runs. */
  readonly scripts: readonly string[];
}

/** An editor keeps the plugin loaded while package.json files change, so that each is looked at again after a while. */
const KEPT_FOR_MS = 2_000;

/** What was read, and of which state of the file. */
interface Read {
  readonly value: PackageJson | null;
  /** When the file was written, and how long it is; nothing where there is none. */
  readonly state: string | undefined;
  readonly at: number;
}

const packages = new Map<string, Read>();

/** Gives the package.json files that hold for `file`, nearest first. */
export function* enclosingPackages(file: string): Generator<PackageJson> {
  for (const folder of foldersAbove(file)) {
    const found = packageIn(folder);
    if (found) yield found;
  }
}

/** Gives the folders around a file, nearest first. */
export function* foldersAbove(file: string): Generator<string> {
  let folder = dirname(file);
  for (let parent = dirname(folder); ; folder = parent, parent = dirname(folder)) {
    yield folder;
    if (parent === folder) return;
  }
}

function packageIn(folder: string): PackageJson | null {
  const known = packages.get(folder);
  const now = Date.now();
  if (known && now - known.at < KEPT_FOR_MS) return known.value;
  const state = stateOf(join(folder, 'package.json'));
  const value =
    known && known.state === state ? known.value : state === undefined ? null : readPackage(folder);
  packages.set(folder, { value, state, at: now });
  return value;
}

/** What tells a file from what it was before: to look at it costs less than to read it. */
function stateOf(file: string): string | undefined {
  try {
    const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
    return stats && `${stats.mtimeNs} ${stats.ctimeNs} ${stats.size}`;
  } catch {
    // Nobody may look there, or what should be a folder is none.
    return undefined;
  }
}

function readPackage(folder: string): PackageJson | null {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    // No package.json here, or one that its owner is in the middle of writing: the next folder up decides.
    return null;
  }
  if (!isRecord(content)) return null;
  const dependencies = keysOf(content, 'dependencies', 'peerDependencies', 'optionalDependencies');
  const devDependencies = keysOf(content, 'devDependencies');
  const isPrivate = content['private'] === true;
  return {
    folder,
    ...(typeof content['name'] === 'string' && { name: content['name'] }),
    ...(typeof content['type'] === 'string' && { type: content['type'] }),
    isPackage:
      isPrivate || typeof content['name'] === 'string' || dependencies.size + devDependencies.size > 0,
    isPrivate,
    dependencies,
    devDependencies,
    imports: isRecord(content['imports']) ? Object.keys(content['imports']) : [],
    commands: stringsIn(isRecord(content['bin']) ? Object.values(content['bin']) : [content['bin']]),
    scripts: stringsIn(isRecord(content['scripts']) ? Object.values(content['scripts']) : []),
  };
}

function keysOf(content: Record<string, unknown>, ...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => (isRecord(content[list]) ? Object.keys(content[list]) : [])));
}

function stringsIn(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
