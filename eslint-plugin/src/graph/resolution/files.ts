import { basename, dirname, extname, join } from 'node:path';
import type { Disk } from '../disk.ts';

/** Finds the file of the project that a path without a certain ending means. */

/** The endings of code, in the order in which a compiler looks for them. */
const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What a compiler makes of which sources: `./threads.js` is what it makes of `threads.ts`. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

/** Whether a path names code that a parser of JavaScript or TypeScript reads. */
export function isCode(path: string): boolean {
  return ENDINGS.includes(extname(path)) && !isDeclarations(path);
}

/** Whether a file says what another one holds, and holds nothing itself. */
function isDeclarations(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}

/** The folders of a project, each listed once: to look a name up in a list takes less than to ask the disk for it. */
export class Folders {
  readonly #disk: Disk;
  readonly #names = new Map<string, ReadonlySet<string> | undefined>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  has(path: string): boolean {
    return this.names(dirname(path))?.has(basename(path)) === true;
  }

  names(folder: string): ReadonlySet<string> | undefined {
    if (!this.#names.has(folder)) this.#names.set(folder, this.#disk.namesIn(folder));
    return this.#names.get(folder);
  }

  /** Whether all folders that were asked for hold what they did. */
  isUpToDate(): boolean {
    for (const [folder, names] of this.#names) {
      if (!isSame(names, this.#disk.namesIn(folder))) return false;
    }
    return true;
  }

  /** The file that a path of an import means: with another ending, none, or the index of a folder. */
  codeAt(path: string): string | undefined {
    const names = this.names(dirname(path));
    if (!names) return undefined;
    const name = basename(path);
    const ending = extname(name);
    const stem = join(dirname(path), name.slice(0, name.length - ending.length));
    for (const source of SOURCES[ending] ?? []) if (this.has(stem + source)) return stem + source;
    // A folder may be called like a file, and then it is no code.
    if (isCode(path) && names.has(name)) return path;
    for (const added of ENDINGS) if (names.has(name + added)) return path + added;
    if (!names.has(name)) return undefined;
    const inside = this.names(path);
    const index = ENDINGS.find((added) => inside?.has(`index${added}`));
    return index === undefined ? undefined : join(path, `index${index}`);
  }
}

function isSame(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (!one || !other) return one === other;
  return one.size === other.size && [...one].every((name) => other.has(name));
}
