/** Lookup over catalog entries, whichever list they come from. */

import { mentionTest } from './mentions.ts';
import type { CatalogEntry } from './types.ts';

export interface Catalog {
  readonly entries: readonly CatalogEntry[];
  /**
   * The entry of an export, or undefined when it is not known to block. The module may be written with or
   * without `node:`. Where two entries name the same export, the later one wins.
   */
  readonly find: (module: string, exportPath: string) => CatalogEntry | undefined;
  /**
   * The entry of a method of an instance, which only types can tell: the module that declares the class, the
   * name of the class, the name of the method.
   */
  readonly findMethod: (module: string, className: string, method: string) => CatalogEntry | undefined;
  /**
   * The class, of the same module, whose instances an export gives, or a method written as class and name. Also where
   * that call itself is not reported.
   */
  readonly classMadeBy: (module: string, exportPath: string) => string | undefined;
  /** Whether a text names what is needed to use any of it without types. */
  readonly isMentionedIn: (text: string) => boolean;
  /**
   * The last step of every export path, for a cheap test of a name before its binding is resolved. A default export
   * can have any name: for it this is the name of its module.
   */
  readonly names: ReadonlySet<string>;
  /** The names of all methods that `findMethod` can find. */
  readonly methodNames: ReadonlySet<string>;
  /** The modules that have entries, without `node:`. */
  readonly modules: ReadonlySet<string>;
  /** The first steps of the export paths of globals: `Atomics`. */
  readonly globals: ReadonlySet<string>;
  /** The names of functions whose result has methods of the catalog: `prepare`. */
  readonly makers: ReadonlySet<string>;
}

/**
 * Builds the lookup in one pass over the entries; a later entry replaces an earlier one of the same export.
 *
 * @param silent entries that are not to be found, but whose results still have methods that are
 */
export function createCatalog(
  entries: readonly CatalogEntry[],
  silent: readonly CatalogEntry[] = [],
): Catalog {
  const byExport = new Map<string, CatalogEntry>();
  const byMethod = new Map<string, CatalogEntry>();
  const names = new Set<string>();
  const methodNames = new Set<string>();
  const modules = new Set<string>();
  const globals = new Set<string>();
  const made = new Map<string, string>();
  const makers = new Set<string>();
  for (const entry of entries) {
    const name = lastStep(entry.export);
    if (entry.module === 'globalThis') globals.add(entry.export.split('.', 1)[0] ?? '');
    else modules.add(bareModuleName(entry.module));
    if (entry.maker) continue;
    if (entry.receiver === undefined) {
      byExport.set(key(entry.module, entry.export), entry);
      names.add(name === 'default' ? bareModuleName(entry.module) : name);
    } else {
      byMethod.set(key(entry.module, `${entry.receiver}.${name}`), entry);
      methodNames.add(name);
    }
  }
  const making = [...silent, ...entries].filter(({ returns }) => returns !== undefined);
  for (const { module, export: path, receiver, returns = '' } of making) {
    const name = lastStep(path);
    made.set(key(module, receiver === undefined ? path : `${receiver}.${name}`), returns);
    makers.add(name);
  }
  return {
    entries,
    find: (module, exportPath) => byExport.get(key(module, exportPath)),
    findMethod: (module, className, method) => byMethod.get(key(module, `${className}.${method}`)),
    classMadeBy: (module, exportPath) => made.get(key(module, exportPath)),
    isMentionedIn: mentionTest([...entries, ...making]),
    names,
    methodNames,
    modules,
    globals,
    makers,
  };
}

/** A module's name without `node:`. */
export function bareModuleName(module: string): string {
  return module.startsWith('node:') ? module.slice('node:'.length) : module;
}

/** Neither a module name nor an export path holds a NUL, so that the two cannot run into one another. */
function key(module: string, exportPath: string): string {
  return `${bareModuleName(module)}\0${exportPath}`;
}

function lastStep(exportPath: string): string {
  return exportPath.slice(exportPath.lastIndexOf('.') + 1);
}
