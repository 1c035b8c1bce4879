import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import { bareModuleName, createCatalog } from '../catalog/create-catalog.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { nodeCatalog } from '../catalog/index.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import { displayName } from '../detect/blocking-call.ts';

/** A function named by the user, in a module or, with `globalThis`, a global. */
interface FunctionName {
  readonly module: string;
  readonly export: string;
}

/** The options of `no-blocking-in-async`. */
export interface Options {
  /** `safe`: autofix what is shown to keep the program as it is. `suggest`: never autofix. `off`: only report. */
  readonly fix: 'safe' | 'suggest' | 'off';
  /** The module that `toThread` is imported from. */
  readonly runtime: string;
  /** Also report at the top level of a module that uses top-level await. */
  readonly topLevel: boolean;
  /** Also report calls that never take longer than a hop to another thread. */
  readonly cheap: boolean;
  /** More blocking functions. */
  readonly additional: readonly FunctionName[];
  /** Functions not to report, also as a name such as `fs.existsSync`. */
  readonly ignore: readonly (FunctionName | string)[];
}

export const defaultOptions: Options = {
  fix: 'safe',
  runtime: 'to-thread',
  topLevel: false,
  cheap: false,
  additional: [],
  ignore: [],
};

const functionName: JSONSchema4 = {
  type: 'object',
  description: 'A function: the module it is exported from (`globalThis` for a global) and its export path.',
  properties: {
    module: { type: 'string', minLength: 1 },
    export: { type: 'string', minLength: 1 },
  },
  required: ['module', 'export'],
  additionalProperties: false,
};

export const schema: JSONSchema4[] = [
  {
    type: 'object',
    properties: {
      fix: {
        description:
          'What is fixed automatically: what is shown to be safe, nothing (suggestions only), or nothing at all.',
        type: 'string',
        enum: ['safe', 'suggest', 'off'],
      },
      runtime: {
        description: 'The module that `toThread` is imported from.',
        type: 'string',
        pattern: '^[^\\s\'"\\\\]+$',
      },
      topLevel: {
        description: 'Also report at the top level of a module that uses top-level await.',
        type: 'boolean',
      },
      cheap: {
        description: 'Also report calls that never take longer than a hop to another thread.',
        type: 'boolean',
      },
      additional: {
        description: 'More functions that block.',
        type: 'array',
        items: functionName,
      },
      ignore: {
        description: 'Functions not to report.',
        type: 'array',
        items: {
          anyOf: [
            functionName,
            { type: 'string', description: 'A name such as `fs.existsSync`.', minLength: 1 },
          ],
        },
      },
    },
    additionalProperties: false,
  },
];

const catalogs = new Map<string, Catalog>();

/** The catalog that the options ask for. The same options give the same object, so that it is built once a run. */
export function catalogFor({ cheap, additional, ignore }: Options): Catalog {
  const key = JSON.stringify([cheap, additional, ignore]);
  let catalog = catalogs.get(key);
  if (!catalog) {
    const ignored = new Set(
      ignore.map((name) => (typeof name === 'string' ? bareModuleName(name) : fullName(name))),
    );
    const entries = [...nodeCatalog, ...additional.map(userEntry)].filter(
      (entry) => (cheap || !entry.cheap) && !ignored.has(fullName(entry)) && !ignored.has(displayName(entry)),
    );
    catalog = createCatalog(entries);
    catalogs.set(key, catalog);
  }
  return catalog;
}

function userEntry({ module, export: exportPath }: FunctionName): CatalogEntry {
  return { module: bareModuleName(module), export: exportPath, kind: 'io', crossing: 'ok' };
}

function fullName({ module, export: exportPath }: FunctionName): string {
  return `${bareModuleName(module)}.${exportPath}`;
}
