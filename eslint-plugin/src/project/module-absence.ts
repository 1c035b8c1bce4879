import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import { enclosingPackages, foldersAbove } from './package-json.ts';
import type { PackageJson } from './package-json.ts';

/** Why an import would not find its module wherever the code of a file ends up. */
export type Absence =
  | { readonly kind: 'no file' }
  /** No package.json says what the file may import, and no `node_modules` folder holds the module. */
  | { readonly kind: 'not installed' }
  /**
   * The package.json of the file, named from the working directory, does not name the module, or only for development;
   * or has no such name among its `imports`.
   */
  | { readonly kind: 'undeclared' | 'development only' | 'not imported'; readonly manifest: string };

/** Whether a module is named by its place, seen from the file that imports it. */
function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/**
 * What an import of `specifier` in `file` would lack, if anything. URLs and the usual path aliases (`/`, `@/`, `~/`) are
 * the project's own affair, and a file that is not on disk has no project to ask.
 */
export function moduleAbsence(specifier: string, file: string, cwd: string): Absence | undefined {
  if (!existsSync(file)) return undefined;
  if (isRelative(specifier)) return isBeside(specifier, file) ? undefined : { kind: 'no file' };
  if (specifier.startsWith('#')) return importAbsence(specifier, file, cwd);
  if (/^(?:\/|[@~]\/|[a-z][\w+.-]*:)/i.test(specifier)) return undefined;
  return packageAbsence(/^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier, file, cwd);
}

/** Node asks the nearest package.json, also one that only gives a folder its `type`. */
function importAbsence(specifier: string, file: string, cwd: string): Absence | undefined {
  const [nearest] = enclosingPackages(file);
  if (!nearest) return { kind: 'no file' };
  if (nearest.imports.some((name) => isNamedBy(specifier, name))) return undefined;
  return { kind: 'not imported', manifest: manifestOf(nearest, cwd) };
}

/** Whether a key of `imports` stands for a name: `#lib/*` for all that begin so. */
function isNamedBy(specifier: string, key: string): boolean {
  const [start = '', end] = key.split('*');
  if (end === undefined) return specifier === key;
  return (
    specifier.length > start.length + end.length && specifier.startsWith(start) && specifier.endsWith(end)
  );
}

function manifestOf({ folder }: PackageJson, cwd: string): string {
  return relative(cwd, join(folder, 'package.json')).replaceAll('\\', '/');
}

/**
 * That a package can be found now proves nothing: it may be hoisted from another workspace, or be there for
 * development only, and is then missing where the code is installed. The package of the file has to ask for it.
 */
function packageAbsence(name: string, file: string, cwd: string): Absence | undefined {
  const [own, ...above] = packagesFrom(file);
  if (!own) return isInstalled(name, file) ? undefined : { kind: 'not installed' };
  // A package may import itself by its name.
  if (own.name === name || own.dependencies.has(name)) return undefined;
  // What is never published runs in the folder in which it is written, below the packages of its workspace.
  if (own.isPrivate && above.some(({ dependencies }) => dependencies.has(name))) return undefined;
  return {
    kind: own.devDependencies.has(name) ? 'development only' : 'undeclared',
    manifest: manifestOf(own, cwd),
  };
}

/** The package that a file belongs to and those above it, without files that only give a folder its `type`. */
function packagesFrom(file: string): readonly PackageJson[] {
  const all = [...enclosingPackages(file)];
  const own = all.findIndex(({ isPackage }) => isPackage);
  return own === -1 ? all : all.slice(own);
}

function isInstalled(name: string, file: string): boolean {
  for (const folder of foldersAbove(file)) {
    if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true;
  }
  return false;
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
