import { dirname, join } from 'node:path';
import { createPathsMatcher, getTsconfig, parseTsconfig } from 'get-tsconfig';
import type { Cache, PathsMatcher, TsConfigResult } from 'get-tsconfig';

/** The names that the `paths` and `baseUrl` of a tsconfig.json or jsconfig.json give to files. */
export class Aliases {
  readonly #cache: Cache = new Map<string, unknown>();
  /** By folder: the configuration of a file is the nearest one. */
  readonly #matchers = new Map<string, readonly PathsMatcher[]>();

  /** The paths that a name may stand for in a file, without a certain ending. */
  pathsFor(specifier: string, from: string): readonly string[] {
    const folder = dirname(from);
    let matchers = this.#matchers.get(folder);
    if (!matchers) this.#matchers.set(folder, (matchers = this.#matchersIn(folder)));
    return matchers.flatMap((match) => match(specifier));
  }

  #matchersIn(folder: string): readonly PathsMatcher[] {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      try {
        const found = getTsconfig(folder, name, this.#cache);
        if (found) return this.#withReferences(found).flatMap((config) => createPathsMatcher(config) ?? []);
      } catch {
        // A configuration that cannot be read gives no names.
      }
    }
    return [];
  }

  /** A configuration that only names others gives its files the names that those do. */
  #withReferences(found: TsConfigResult): readonly TsConfigResult[] {
    const { references = [], compilerOptions } = found.config;
    if (compilerOptions?.paths || references.length === 0) return [found];
    const referred = references.flatMap(({ path }): TsConfigResult[] => {
      const named = join(dirname(found.path), path);
      const file = named.endsWith('.json') ? named : join(named, 'tsconfig.json');
      try {
        return [{ path: file, config: parseTsconfig(file, this.#cache) }];
      } catch {
        return [];
      }
    });
    return [found, ...referred];
  }
}
