import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, parse, resolve } from 'node:path';

/**
 * What the files around a linted file say about it. This folder is the plugin's only contact with the disk.
 */

/** The parts of a package.json that decide how code in its folder is written. */
export interface PackageJson {
  readonly folder: string;
  readonly name?: string;
  readonly type?: string;
  /** Names in every kind of dependency list. */
  readonly dependencies: ReadonlySet<string>;
  /** The files that the package installs as commands. */
  readonly commands: readonly string[];
  /** What `npm run` runs. */
  readonly scripts: readonly string[];
}

/** An editor keeps the plugin loaded while package.json files change, so what was read is kept only for a while. */
const KEPT_FOR_MS = 2_000;

/** What was found out not longer ago than that. */
class Memory<Value> {
  readonly #known = new Map<string, { readonly at: number; readonly value: Value }>();

  get(key: string): Value | undefined {
    const known = this.#known.get(key);
    return known && Date.now() - known.at < KEPT_FOR_MS ? known.value : undefined;
  }

  set(key: string, value: Value): Value {
    this.#known.set(key, { at: Date.now(), value });
    return value;
  }
}

const packages = new Memory<PackageJson | null>();
/** The packages that were found from a folder. One that was not may be installed at any moment. */
const available = new Memory<true>();

/** Gives the package.json files that hold for `file`, nearest first. */
export function* enclosingPackages(file: string): Generator<PackageJson> {
  for (const folder of foldersAbove(file)) {
    const found = packageIn(folder);
    if (found) yield found;
  }
}

/** Whether a module is named by its place, seen from the file that imports it. */
export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/**
 * Whether an import of `specifier` in `file` would find its module: a package that is installed, or promised by a
 * package.json, or another file in that place. `#` imports, URLs and the usual path aliases (`/`, `@/`, `~/`) are the
 * project's own affair, and a file that is not on disk has no project to ask.
 */
export function moduleIsAvailable(specifier: string, file: string): boolean {
  if (!existsSync(file)) return true;
  if (isRelative(specifier)) return isBeside(specifier, file);
  if (/^(?:[/#]|[@~]\/|[a-z][\w+.-]*:)/i.test(specifier)) return true;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const key = `${name}\0${dirname(file)}`;
  if (available.get(key)) return true;
  return isInFolders(name, file) && available.set(key, true);
}

/** Extensions may be left out, or be those of what a compiler makes: `./threads.js` is there if `threads.ts` is. */
function isBeside(specifier: string, file: string): boolean {
  const wanted = resolve(dirname(file), specifier);
  const stem = basename(wanted).replace(/\.[cm]?[jt]sx?$/, '');
  const isWanted = (name: string) => name === basename(wanted) || parse(name).name === stem;
  try {
    return readdirSync(dirname(wanted)).some(
      (name) => isWanted(name) && join(dirname(wanted), name) !== resolve(file),
    );
  } catch {
    return false;
  }
}

function isInFolders(name: string, file: string): boolean {
  for (const folder of foldersAbove(file)) {
    if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true;
    const enclosing = packageIn(folder);
    if (enclosing?.name === name || enclosing?.dependencies.has(name)) return true;
  }
  return false;
}

function* foldersAbove(file: string): Generator<string> {
  let folder = dirname(file);
  for (let parent = dirname(folder); ; folder = parent, parent = dirname(folder)) {
    yield folder;
    if (parent === folder) return;
  }
}

function packageIn(folder: string): PackageJson | null {
  const known = packages.get(folder);
  return known === undefined ? packages.set(folder, readPackage(folder)) : known;
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
  return {
    folder,
    ...(typeof content['name'] === 'string' && { name: content['name'] }),
    ...(typeof content['type'] === 'string' && { type: content['type'] }),
    dependencies: new Set(
      ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((list) =>
        isRecord(content[list]) ? Object.keys(content[list]) : [],
      ),
    ),
    commands: stringsIn(isRecord(content['bin']) ? Object.values(content['bin']) : [content['bin']]),
    scripts: stringsIn(isRecord(content['scripts']) ? Object.values(content['scripts']) : []),
  };
}

function stringsIn(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
