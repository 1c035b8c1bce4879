import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isCall, withoutTypeWrappers } from '../ast.ts';
import type { Call, Node, SourceCode } from '../ast.ts';
import { bareModuleName, createCatalog } from '../catalog/create-catalog.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { catalogUses } from '../detect/binding-uses.ts';
import { catalogRoots, isImportOf, isKnownModule } from '../detect/catalog-roots.ts';
import { CALL_STEP, NEW_STEP } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import type { Lookup } from '../detect/export-path.ts';

/** Finds the calls of the runtime in a file, by its bindings, and takes them apart. */

/** What of the runtime is called. */
type RuntimeFunction =
  | 'toThread'
  | 'runInExecutor'
  | 'submit'
  | 'run'
  | 'call'
  | 'map'
  | 'wait'
  | 'asCompleted'
  | 'acquire'
  /** `run` of a lock, which takes no arguments for its function and runs it here. */
  | 'run locked'
  | ExecutorName
  | 'setDefaultExecutor'
  | 'moduleFunction'
  /** What `moduleFunction` gave. */
  | 'named function';

type ExecutorName = 'ThreadPoolExecutor' | 'ProcessPoolExecutor';

/** A call of the runtime. */
export interface RuntimeCall {
  readonly node: Call;
  readonly callee: RuntimeFunction;
  /** What is to run: an argument, or the initializer of an executor. Absent where it is missing, or spread. */
  readonly fn: TSESTree.Expression | undefined;
  /** What it is called with; unknown where that is no list in the text. */
  readonly args: readonly TSESTree.CallExpressionArgument[] | undefined;
  /** Whether some of the arguments may be handed over instead of copied. */
  readonly transfers: boolean;
}

const EXECUTORS = ['ThreadPoolExecutor', 'ProcessPoolExecutor'] as const satisfies readonly ExecutorName[];
const METHODS = ['submit', 'run', 'call', 'map'] as const;
/** What is called by its name. */
const FUNCTIONS = [
  'toThread',
  'runInExecutor',
  'setDefaultExecutor',
  'moduleFunction',
  'wait',
  'asCompleted',
] as const;
const LOCK = 'Lock';
/** What gives an executor that is there. */
const GETTER = 'getDefaultExecutor';

const catalogs = new Map<string, Catalog>();

/** The runtime as a catalog, so that its uses are followed as those of everything else are. */
function runtimeCatalog(runtime: string): Catalog {
  let catalog = catalogs.get(runtime);
  if (!catalog) {
    const entry = { module: runtime, kind: 'wait', crossing: 'handle' } as const;
    catalog = createCatalog([
      ...[...FUNCTIONS, ...EXECUTORS, LOCK].map((name) => ({ ...entry, export: name })),
      { ...entry, export: GETTER, returns: 'Executor' },
      { ...entry, export: 'moduleFunction', returns: 'function' },
    ]);
    catalogs.set(runtime, catalog);
  }
  return catalog;
}

/**
 * Finds the calls of the runtime in a file.
 *
 * @param dynamicImports those of the file
 */
export function findRuntimeCalls(
  runtime: string,
  dynamicImports: readonly TSESTree.ImportExpression[],
  sourceCode: SourceCode,
): RuntimeCall[] {
  const catalog = runtimeCatalog(runtime);
  const roots = catalogRoots(sourceCode, catalog);
  const imports = dynamicImports.filter((node) =>
    isImportOf(node, (specifier) => isKnownModule(specifier, catalog)),
  );
  if (!roots && imports.length === 0) return [];
  const lookup: Lookup<RuntimeFunction> = (module, path) =>
    module === bareModuleName(runtime) ? runtimeFunction(path) : undefined;
  const calls = new Map<Node, RuntimeCall>();
  for (const { expression, call } of catalogUses(roots, imports, sourceCode, catalog)) {
    if (!isCall(call) || expression !== call.callee || calls.has(call)) continue;
    const found = resolveExport(expression, lookup, sourceCode);
    // A class that is called is a mistake of its own; to construct what is none, one that everybody sees.
    if (!found?.certain || (call.type === 'NewExpression' && !isExecutor(found.value))) continue;
    calls.set(call, { node: call, callee: found.value, ...parts(found.value, call.arguments) });
  }
  return [...calls.values()];
}

function runtimeFunction(path: readonly string[]): RuntimeFunction | undefined {
  const [first = '', second, third, ...more] = path;
  if (isExecutor(first)) {
    if (second === undefined) return first;
    return second === NEW_STEP && more.length === 0 ? METHODS.find((name) => name === third) : undefined;
  }
  if (first === LOCK) {
    if (second !== NEW_STEP || more.length > 0) return undefined;
    return third === 'run' ? 'run locked' : third === 'acquire' ? third : undefined;
  }
  if (first === GETTER) {
    return second === CALL_STEP && more.length === 0 ? METHODS.find((name) => name === third) : undefined;
  }
  if (first === 'moduleFunction' && second === CALL_STEP && third === undefined) return 'named function';
  return second === undefined ? FUNCTIONS.find((name) => name === first) : undefined;
}

/** Whether that is a class of executors. */
export function isExecutor(name: string): name is ExecutorName {
  return EXECUTORS.some((each) => each === name);
}

type Parts = Pick<RuntimeCall, 'fn' | 'args' | 'transfers'>;

function parts(callee: RuntimeFunction, given: readonly TSESTree.CallExpressionArgument[]): Parts {
  const fnAt = callee === 'runInExecutor' ? 1 : 0;
  const fn = beforeSpread(given, fnAt);
  switch (callee) {
    case 'toThread':
    case 'submit':
    case 'call':
    case 'runInExecutor':
      return { fn, args: fn && given.slice(fnAt + 1), transfers: false };
    case 'run':
      return {
        fn,
        args: elementsOf(beforeSpread(given, 1)),
        transfers: given.length > 2 || given.some(({ type }) => type === 'SpreadElement'),
      };
    case 'map':
      return { fn, args: undefined, transfers: false };
    case 'ThreadPoolExecutor':
    case 'ProcessPoolExecutor':
      return {
        fn: optionOf(given[0], 'initializer'),
        args: elementsOf(optionOf(given[0], 'initializerArgs')),
        transfers: false,
      };
    case 'setDefaultExecutor':
    case 'moduleFunction':
    case 'named function':
    case 'wait':
    case 'asCompleted':
    case 'acquire':
    case 'run locked':
      return { fn: undefined, args: undefined, transfers: false };
  }
}

/** The argument at a position, unless something is spread before it or at it. */
export function beforeSpread(
  given: readonly TSESTree.CallExpressionArgument[],
  at: number,
): TSESTree.Expression | undefined {
  const upTo = given.slice(0, at + 1);
  const argument = upTo[at];
  return argument?.type === 'SpreadElement' || upTo.some(({ type }) => type === 'SpreadElement')
    ? undefined
    : argument;
}

/** The elements of a list that is written out. */
function elementsOf(list: Node | undefined): readonly TSESTree.CallExpressionArgument[] | undefined {
  const node = list && withoutTypeWrappers(list);
  if (node?.type !== 'ArrayExpression') return undefined;
  return node.elements.every((element) => element !== null) ? node.elements : undefined;
}

/** The value of an option that is written out, unless something spread may replace it. */
function optionOf(options: Node | undefined, name: string): TSESTree.Expression | undefined {
  const node = options && withoutTypeWrappers(options);
  if (node?.type !== 'ObjectExpression') return undefined;
  if (node.properties.some(({ type }) => type === 'SpreadElement')) return undefined;
  const property = node.properties.findLast(
    (candidate): candidate is TSESTree.Property =>
      candidate.type === 'Property' && candidate.kind === 'init' && getPropertyName(candidate) === name,
  );
  // The value of a property of an expression is an expression: patterns stand in patterns only.
  return property?.value as TSESTree.Expression | undefined;
}
