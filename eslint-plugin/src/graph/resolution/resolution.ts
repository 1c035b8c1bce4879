import { isBuiltin } from 'node:module';
import { dirname, isAbsolute, resolve, sep } from 'node:path';
import type { Disk } from '../disk.ts';
import { Aliases } from './aliases.ts';
import { Folders, isCode } from './files.ts';
import { Packages } from './packages.ts';

/**
 * Finds the file of the project that an import means. What is installed, what is not code, and what cannot be found
 * gives nothing.
 */
export class Resolution {
  readonly #folders: Folders;
  readonly #packages: Packages;
  readonly #aliases = new Aliases();
  /** By folder and name: the files of a folder import the same. */
  readonly #known = new Map<string, string | undefined>();

  constructor(disk: Disk) {
    this.#folders = new Folders(disk);
    this.#packages = new Packages(disk, this.#folders);
  }

  /** Whether nothing has come, gone or changed that an answer was made from. */
  isUpToDate(): boolean {
    return this.#folders.isUpToDate() && this.#packages.isUpToDate();
  }

  fileOf(specifier: string, from: string): string | undefined {
    const key = `${dirname(from)}\0${specifier}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#find(specifier, from));
    return this.#known.get(key);
  }

  #find(specifier: string, from: string): string | undefined {
    // Bundlers take instructions behind a question mark.
    const [path = ''] = specifier.split('?', 1);
    const found = this.#locate(path, from);
    return found !== undefined && isCode(found) && !found.includes(`${sep}node_modules${sep}`)
      ? found
      : undefined;
  }

  #locate(path: string, from: string): string | undefined {
    if (/^\.\.?(?:\/|$)/.test(path)) return this.#folders.codeAt(resolve(dirname(from), path));
    if (isAbsolute(path)) return this.#folders.codeAt(path);
    if (isBuiltin(path) || /^[a-z][\w+.-]*:/i.test(path)) return undefined;
    if (path.startsWith('#')) {
      const imported = this.#packages.imported(path, from);
      if (imported !== undefined) return imported;
    }
    for (const place of this.#aliases.pathsFor(path, from)) {
      const file = this.#folders.codeAt(place);
      if (file !== undefined) return file;
    }
    return this.#packages.named(path, from);
  }
}
