import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import { bareModuleName, createCatalog } from '../catalog/create-catalog.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { builtInCatalog } from '../catalog/index.ts';
import { loaderCatalog } from '../catalog/node/loaders.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import { displayName } from '../detect/blocking-call.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import type { Lookup } from '../detect/export-path.ts';
import type { FixPolicy } from '../fix/choose-rewrite.ts';
import { assertKnown } from './ignored-functions.ts';

/** A function named by the user, in a module or, with `globalThis`, a global. */
interface FunctionName {
  readonly module: string;
  readonly export: string;
}

/** A function that blocks, and what is known of it. */
interface AdditionalFunction extends FunctionName {
  /** Whether another thread can run it, with arguments and results that can be sent. */
  readonly crosses?: boolean;
}

/** The options of `no-blocking-in-async` and `no-blocking-lookup-in-async`. */
export interface Options extends FixPolicy {
  /**
   * Whether a function of the file may run several times at once. `serial` says that none does, as is so in
   * command-line tools, build scripts and migrations.
   */
  readonly runs: 'concurrent' | 'serial';
  /** The module that `toThread` is imported from. */
  readonly runtime: string;
  /** Also report at the top level of a module that uses top-level await. */
  readonly topLevel: boolean;
  /** Also report calls that never take longer than a hop to another thread. */
  readonly cheap: boolean;
  /** Also report `require` of a file, which reads it and runs it. */
  readonly load: boolean;
  /** Also report sync callbacks that async code calls in place, or that a promise calls. */
  readonly callbacks: boolean;
  /** Also report calls of functions of the same file that block further down. */
  readonly indirect: boolean;
  /** Also follow functions into other files of the project, without type information. */
  readonly crossFile: boolean;
  /** Also use type information: methods of instances, and helpers in other files. */
  readonly typed: boolean;
  /**
   * With recordings (`settings['to-thread'].trace`): report only what held the event loop for as many milliseconds at
   * once, in the run that was recorded.
   */
  readonly minBlockedMs: number;
  /** More blocking functions. */
  readonly additional: readonly AdditionalFunction[];
  /** Functions not to report, also as a name such as `fs.existsSync`. */
  readonly ignore: readonly (FunctionName | string)[];
  /** Functions that run what they are given on another thread; `toThread` is known. */
  readonly offThread: readonly (FunctionName | string)[];
}

export const defaultOptions: Options = {
  fix: 'safe',
  prefer: 'toThread',
  runs: 'concurrent',
  runtime: 'to-thread',
  topLevel: false,
  cheap: false,
  load: false,
  callbacks: true,
  indirect: true,
  crossFile: false,
  typed: false,
  minBlockedMs: 0,
  additional: [],
  ignore: [],
  offThread: [],
};

/** A hop takes longer than a lookup on a local disk, so that it is for somebody who knows the disk to decide. */
export const defaultLookupOptions: Options = { ...defaultOptions, fix: 'suggest' };

/**
 * The options of a rule, as they are given to it with its defaults.
 *
 * @throws Error if there are none: before 9.15, ESLint knew nothing of a rule's defaults
 */
export function givenOptions<Given>([options]: readonly [Given?]): Given {
  if (options === undefined)
    throw new Error('eslint-plugin-to-thread needs ESLint 9.15 or later. Update `eslint`.');
  return options;
}

/** Functions that run a function they are given on another thread. */
const OFF_THREAD = ['to-thread.toThread', 'to-thread.runInExecutor', 'workerpool.pool.().exec'];

const FUNCTION =
  'A function: the module it is exported from (`globalThis` for a global) and its export path.';

function functionWith(description: string, properties: Readonly<Record<string, JSONSchema4>>): JSONSchema4 {
  return {
    type: 'object',
    description,
    properties: {
      module: { type: 'string', minLength: 1 },
      export: { type: 'string', minLength: 1 },
      ...properties,
    },
    required: ['module', 'export'],
    additionalProperties: false,
  };
}

const NAME = 'A module and an export, such as `fs.existsSync`.';

function namesOrFunctions(name: JSONSchema4): JSONSchema4 {
  return { type: 'array', items: { anyOf: [functionWith(FUNCTION, {}), name] } };
}

export const runtimeSchema: JSONSchema4 = {
  description: 'The module that `toThread` is imported from.',
  type: 'string',
  pattern: '^[^\\s\'"\\\\]+$',
};

/** The pattern says no more than the list, but it is what ESLint's error shows: of a list it says that there is one. */
function oneOf(...values: string[]): JSONSchema4 {
  return { type: 'string', pattern: `^(${values.join('|')})$`, enum: values };
}

export const schema: JSONSchema4[] = [
  {
    type: 'object',
    properties: {
      fix: {
        description:
          'What is fixed automatically: what is shown to be safe, all that can be, nothing (suggestions only), or nothing at all.',
        ...oneOf('safe', 'all', 'suggest', 'off'),
      },
      prefer: {
        description:
          'What the fix uses: `toThread`, or the asynchronous function of the same module where it answers alike.',
        ...oneOf('toThread', 'native'),
      },
      runs: {
        description:
          'Whether functions of the file may run several times at once (`concurrent`), or never do (`serial`).',
        ...oneOf('concurrent', 'serial'),
      },
      runtime: runtimeSchema,
      topLevel: {
        description: 'Also report at the top level of a module that uses top-level await.',
        type: 'boolean',
      },
      cheap: {
        description: 'Also report calls that never take longer than a hop to another thread.',
        type: 'boolean',
      },
      load: {
        description: 'Also report `require` of files: by a relative path, or by one that is not written out.',
        type: 'boolean',
      },
      callbacks: {
        description: 'Also report sync callbacks that async code calls in place, or that a promise calls.',
        type: 'boolean',
      },
      indirect: {
        description: 'Also report calls of functions of the same file that block further down.',
        type: 'boolean',
      },
      crossFile: {
        description: 'Also follow functions into other files of the project, without type information.',
        type: 'boolean',
      },
      typed: {
        description: 'Also use type information: methods of instances, and helpers in other files.',
        type: 'boolean',
      },
      minBlockedMs: {
        description:
          'Report only what held the event loop for so many milliseconds at once, as recordings have it.',
        type: 'number',
        minimum: 0,
      },
      additional: {
        description: 'More functions that block.',
        type: 'array',
        items: functionWith(`${FUNCTION} It is fixed automatically only if it says that it crosses.`, {
          crosses: { type: 'boolean' },
        }),
      },
      ignore: {
        description: 'Functions not to report.',
        // Names are held against the catalog, which says what was meant where a pattern could only say that it is wrong.
        ...namesOrFunctions({ type: 'string', description: NAME }),
      },
      offThread: {
        description: 'Functions that run what they are given on another thread, beside `toThread`.',
        // The names of the groups are for the reader of ESLint's error, which shows the pattern and nothing else.
        ...namesOrFunctions({
          type: 'string',
          description: NAME,
          pattern: '^(?<module>[^.].*)\\.(?<export>[^.]+)$',
        }),
      },
    },
    additionalProperties: false,
  },
];

/**
 * Builds something once for each set of options. ESLint hands every file of a run the same object; others, who lint
 * each file with a configuration of its own, hand out new ones that say the same. So do two rules whose options differ
 * in what does not matter here.
 *
 * @param deciding names the options that do
 */
function onceFor<T extends object>(
  deciding: readonly (keyof Options)[],
  build: (options: Options) => T,
): (options: Options) => T {
  const known = new WeakMap<Options, T>();
  const knownByContent = new Map<string, T>();
  return (options) => {
    let built = known.get(options);
    if (!built) {
      const content = JSON.stringify(deciding.map((name) => options[name]));
      built = knownByContent.get(content) ?? build(options);
      knownByContent.set(content, built);
      known.set(options, built);
    }
    return built;
  };
}

const CATALOG_OPTIONS = ['cheap', 'load', 'additional', 'ignore'] as const;
const OFF_THREAD_OPTIONS = ['runtime', 'offThread'] as const;

/** The catalog that the options ask for. */
export const catalogFor = onceFor(CATALOG_OPTIONS, (options): Catalog => {
  const ignored = new Set(options.ignore.map(nameOf));
  const isReported = (entry: CatalogEntry) =>
    (options.cheap || !entry.cheap) && !namesOf(entry).some((name) => ignored.has(name));
  const own = options.additional.map(userEntry);
  if (ignored.size > 0) {
    const every = [...builtInCatalog.entries, ...loaderCatalog, ...own];
    assertKnown([...ignored], new Set(every.flatMap(namesOf)));
  }
  const all = [...builtInCatalog.entries, ...(options.load ? loaderCatalog : []), ...own];
  return createCatalog(
    all.filter(isReported),
    all.filter((entry) => !isReported(entry)),
  );
});

/** Knows the functions that run what they are given on another thread. */
const offThreadLookup = onceFor(OFF_THREAD_OPTIONS, ({ runtime, offThread }): Lookup<true> => {
  const names = new Set([
    ...OFF_THREAD,
    `${runtime}.toThread`,
    `${runtime}.runInExecutor`,
    ...offThread.map(nameOf),
  ]);
  return (module, path) => {
    const name = path.join('.');
    return names.has(`${module}.${name}`) || (module === GLOBAL_MODULE && names.has(name)) || undefined;
  };
});

/** What is looked for in a file, and how. It does not say which of what is found is reported, or mended. */
export interface Search extends Pick<Options, 'crossFile' | 'indirect' | 'runs' | 'runtime' | 'typed'> {
  readonly catalog: Catalog;
  readonly offThread: Lookup<true>;
}

/** The search that the options ask for: the same object where they ask for the same. */
export const searchFor = onceFor(
  [...CATALOG_OPTIONS, ...OFF_THREAD_OPTIONS, 'crossFile', 'indirect', 'runs', 'typed'],
  (options): Search => ({
    catalog: catalogFor(options),
    offThread: offThreadLookup(options),
    crossFile: options.crossFile && options.indirect,
    indirect: options.indirect,
    runs: options.runs,
    runtime: options.runtime,
    typed: options.typed,
  }),
);

function nameOf(name: FunctionName | string): string {
  return typeof name === 'string' ? bareModuleName(name) : fullName(name);
}

function userEntry({ module, export: exportPath, crosses }: AdditionalFunction): CatalogEntry {
  return {
    module: bareModuleName(module),
    export: exportPath,
    kind: 'io',
    crossing: 'ok',
    tag: true,
    ...(!crosses && { unknown: true }),
  };
}

/** The ways to name what an entry is about. */
function namesOf(entry: CatalogEntry): readonly string[] {
  return [fullName(entry), displayName(entry)];
}

function fullName({ module, export: exportPath }: FunctionName): string {
  return `${bareModuleName(module)}.${exportPath}`;
}
