import { dirname, join, relative, sep } from 'node:path';
import { resolveExports, resolveImports } from 'resolve-pkg-maps';
import type { PathConditions, PathConditionsMap } from 'resolve-pkg-maps';
import type { Disk } from '../disk.ts';
import { isCode } from './files.ts';
import type { Folders } from './files.ts';
import { workspaceFolders } from './workspaces.ts';

/** Finds the files of the project that the names of packages mean: of workspaces, and of the package itself. */

/** The conditions that hold for code of a project which nobody has built yet. */
const CONDITIONS = ['source', 'development', 'node', 'import', 'require', 'module', 'default'];

/** Where packages keep what a compiler has made, and where what it was made of. */
const BUILT = new Set(['build', 'cjs', 'dist', 'esm', 'lib', 'out']);
const SOURCES = ['src', 'source', 'lib', ''];

/** A package.json as it is written: nothing in it is certain. */
type Manifest = Readonly<Record<string, unknown>>;

export class Packages {
  readonly #disk: Disk;
  readonly #folders: Folders;
  readonly #manifests = new Map<string, Manifest | undefined>();
  readonly #stamps = new Map<string, string | undefined>();
  readonly #workspaces = new Map<string, ReadonlyMap<string, string>>();

  constructor(disk: Disk, folders: Folders) {
    this.#disk = disk;
    this.#folders = folders;
  }

  /** Whether all that was read is as it was. */
  isUpToDate(): boolean {
    return [...this.#stamps].every(([file, stamp]) => this.#disk.stampOf(file) === stamp);
  }

  /** The file that `#name` means in a file of the package in whose package.json that is. */
  imported(specifier: string, from: string): string | undefined {
    const folder = this.#packageAround(from);
    const imports = folder === undefined ? undefined : this.#manifest(folder)?.['imports'];
    if (folder === undefined || !isRecord(imports)) return undefined;
    const targets = targetsOf(() => resolveImports(imports as PathConditionsMap, specifier, CONDITIONS));
    return this.#firstFile(folder, targets);
  }

  /** The file that the name of a package, and what stands behind it, mean. */
  named(specifier: string, from: string): string | undefined {
    const [, name, inside = ''] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
    const folder = name === undefined ? undefined : this.#folderOf(name, from);
    if (folder === undefined) return undefined;
    const manifest = this.#manifest(folder);
    const exports = manifest?.['exports'];
    if (exports !== undefined && exports !== null) {
      const targets = targetsOf(() => resolveExports(exports as PathConditions, inside, CONDITIONS));
      return this.#firstFile(folder, targets);
    }
    if (inside !== '') return this.#sourceAt(folder, inside);
    const entries = [manifest?.['source'], manifest?.['module'], manifest?.['main'], 'index'];
    return this.#firstFile(
      folder,
      entries.filter((entry) => typeof entry === 'string'),
    );
  }

  /** The folder of the package that a name means, if that is one of the project. */
  #folderOf(name: string, from: string): string | undefined {
    const own = this.#packageAround(from);
    if (own !== undefined && this.#manifest(own)?.['name'] === name) return own;
    for (let folder = dirname(from); ; folder = dirname(folder)) {
      const workspace = this.#workspacesOf(folder)?.get(name);
      if (workspace !== undefined) return workspace;
      // What is installed is somebody else's, unless a link leads back to the project.
      if (this.#folders.names(join(folder, 'node_modules'))?.has(name.split('/', 1)[0] ?? '')) {
        const installed = join(folder, 'node_modules', name);
        const place = this.#disk.realPath(installed);
        if (place !== installed && !place.includes(`${sep}node_modules${sep}`)) return place;
      }
      if (dirname(folder) === folder) return undefined;
    }
  }

  #packageAround(file: string): string | undefined {
    for (let folder = dirname(file); ; folder = dirname(folder)) {
      if (this.#folders.names(folder)?.has('package.json')) return folder;
      if (dirname(folder) === folder) return undefined;
    }
  }

  #workspacesOf(folder: string): ReadonlyMap<string, string> | undefined {
    const names = this.#folders.names(folder);
    if (!names?.has('package.json') && !names?.has('pnpm-workspace.yaml')) return undefined;
    let known = this.#workspaces.get(folder);
    if (!known) {
      const yaml = names.has('pnpm-workspace.yaml')
        ? this.#disk.read(join(folder, 'pnpm-workspace.yaml'))
        : undefined;
      const found = workspaceFolders(folder, this.#manifest(folder), yaml, this.#folders);
      const byName = found.flatMap((place): (readonly [string, string])[] => {
        const name = this.#manifest(place)?.['name'];
        return typeof name === 'string' ? [[name, place]] : [];
      });
      this.#workspaces.set(folder, (known = new Map(byName)));
    }
    return known;
  }

  #firstFile(folder: string, targets: readonly string[]): string | undefined {
    for (const target of targets) {
      const found = this.#sourceAt(folder, target);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The file of a package that a path in it means, or the source that it is made of. */
  #sourceAt(folder: string, target: string): string | undefined {
    const path = join(folder, target);
    const [first, ...rest] = relative(folder, path).split(sep);
    const isBuilt = first !== undefined && BUILT.has(first) && rest.length > 0;
    const inside = rest.filter((step, at) => at > 0 || !BUILT.has(step) || rest.length === 1).join('/');
    const sources = isBuilt
      ? SOURCES.filter((place) => place !== first).map((place) => join(folder, place, inside))
      : [];
    for (const place of [...sources, path]) {
      const found = this.#folders.codeAt(place.replace(/\.d\.([cm]?)ts$/, '.$1js'));
      if (found !== undefined && isCode(found)) return found;
    }
    return undefined;
  }

  #manifest(folder: string): Manifest | undefined {
    if (!this.#manifests.has(folder)) {
      const file = join(folder, 'package.json');
      this.#stamps.set(file, this.#disk.stampOf(file));
      this.#manifests.set(folder, parsed(this.#disk.read(file)));
    }
    return this.#manifests.get(folder);
  }
}

/** What a package.json says, if it is one: its owner may be in the middle of writing it. */
function parsed(text: string | undefined): Manifest | undefined {
  try {
    const content: unknown = JSON.parse(text ?? 'null');
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Maps that are none, and names that are not in them, are an error to who resolves them. */
function targetsOf(resolve: () => readonly string[]): readonly string[] {
  try {
    return resolve();
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
