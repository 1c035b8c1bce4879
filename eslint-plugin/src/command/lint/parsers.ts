import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter } from 'eslint';

/** Endings of what is read, without ESLint being set up for it. */
export const EXTENSIONS = [
  ...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'],
  ...['vue', 'svelte', 'astro'],
] as const;

/** The package whose parser reads what ESLint's own does not. */
const PARSERS: Readonly<Record<string, string>> = {
  vue: 'vue-eslint-parser',
  svelte: 'svelte-eslint-parser',
  astro: 'astro-eslint-parser',
};

const TYPESCRIPT = '@typescript-eslint/parser';

/** How a file is parsed: with a parser, with ESLint's own, or not since a package is missing. */
export type Parsing =
  | { readonly parser: Linter.Parser; readonly embedded: Linter.Parser | undefined }
  | { readonly missing: string }
  | undefined;

/**
 * Finds parsers where the project has them, or beside this command. None is a dependency of the plugin: they are large,
 * and each is made for some versions of its language.
 */
export class Parsers {
  readonly #places: readonly string[];
  readonly #known = new Map<string, Promise<Linter.Parser | undefined>>();

  /** @param folder absolute path of the folder that is looked through */
  constructor(folder: string) {
    this.#places = [join(folder, 'package.json'), import.meta.filename];
  }

  /** How a file is parsed, by its ending. */
  async forFile(file: string): Promise<Parsing> {
    const ending = extname(file).slice(1).toLowerCase();
    if (/^[cm]?jsx?$/.test(ending)) return undefined;
    const name = PARSERS[ending] ?? TYPESCRIPT;
    const parser = await this.#parser(name);
    if (!parser) return { missing: name };
    // Markup has scripts within it that may be TypeScript.
    return { parser, embedded: name === TYPESCRIPT ? undefined : await this.#parser(TYPESCRIPT) };
  }

  #parser(name: string): Promise<Linter.Parser | undefined> {
    let parser = this.#known.get(name);
    if (!parser) this.#known.set(name, (parser = this.#load(name)));
    return parser;
  }

  async #load(name: string): Promise<Linter.Parser | undefined> {
    for (const place of this.#places) {
      const require = createRequire(pathToFileURL(place));
      // typescript-eslint has the parser among its own packages, where strict package managers hide it.
      for (const by of name === TYPESCRIPT
        ? ['', 'typescript-eslint', '@typescript-eslint/eslint-plugin']
        : ['']) {
        const parser = await loadFrom(name, by, require);
        if (parser) return parser;
      }
    }
    return undefined;
  }
}

async function loadFrom(
  name: string,
  by: string,
  require: NodeJS.Require,
): Promise<Linter.Parser | undefined> {
  try {
    const found = by === '' ? require.resolve(name) : createRequire(require.resolve(by)).resolve(name);
    const loaded = (await import(pathToFileURL(found).href)) as Linter.Parser & { default?: Linter.Parser };
    const parser = 'parseForESLint' in loaded ? loaded : loaded.default;
    return parser && isTaken(parser) ? parser : undefined;
  } catch {
    // Not installed there, or not with what it needs itself: the next place may have it.
    return undefined;
  }
}

/** Whether this ESLint can work with a parser. That of a project may have been made for one years older. */
function isTaken(parser: Linter.Parser): boolean {
  try {
    return !new Linter()
      .verify('', { files: ['**/*'], languageOptions: { parser } }, 'file.js')
      .some(({ fatal }) => fatal);
  } catch {
    return false;
  }
}
