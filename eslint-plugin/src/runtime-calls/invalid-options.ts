import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, getStaticValue } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import { GLOBAL_MODULE, NEW_STEP } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { beforeSpread } from './find-calls.ts';
import type { RuntimeCall } from './find-calls.ts';
import type { Problem } from './problem.ts';
import { visibleValue } from './visible-value.ts';

/** Finds options that there are not, and those that cannot be what they are, in the words of the runtime. */

/** What an option must be, as far as a literal shows that it is not. */
type Rule = readonly [expected: string, isRight: (value: unknown) => boolean];

const count = (least: number): Rule => [
  `a whole number of at least ${least}`,
  (value) => Number.isInteger(value) && Number(value) >= least,
];
const time: Rule = ['a number of milliseconds', (value) => typeof value === 'number' && value >= 0];
const array: Rule = ['an array', Array.isArray];

/** What may be unlimited. */
const limit = (least: number): Rule => [
  count(least)[0],
  (value) => value === Infinity || count(least)[1](value),
];
const oneOf = (expected: string, ...values: readonly string[]): Rule => [
  expected,
  (value) => values.includes(String(value)) && typeof value === 'string',
];

/** No storage is a value in the text. */
const context: Rule = [
  'an array of what sharedStorage() gives',
  (value) => Array.isArray(value) && value.length === 0,
];

/** Nothing that is a value in the text is a signal. */
const signal: Rule = ['an AbortSignal', () => false];

const POOL: Readonly<Record<string, Rule>> = {
  maxWorkers: count(1),
  minWorkers: count(0),
  idleTimeout: time,
  maxQueue: limit(0),
  whenFull: oneOf("'reject' or 'wait'", 'reject', 'wait'),
  maxTasksPerWorker: limit(1),
  name: ['a string', (value) => typeof value === 'string'],
  initializer: ['a function', (value) => typeof value === 'function'],
  initializerArgs: array,
  context,
};

const LIMITS: Readonly<Record<string, Rule>> = Object.fromEntries(
  ['maxOldGenerationSizeMb', 'maxYoungGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'].map((name) => [
    name,
    ['a size', (value: unknown) => typeof value === 'number' && value > 0],
  ]),
);

/** What takes options: where, and which. */
const TAKERS: Readonly<Record<string, readonly [position: number, rules: Readonly<Record<string, Rule>>]>> = {
  ProcessPoolExecutor: [0, POOL],
  ThreadPoolExecutor: [
    0,
    {
      ...POOL,
      resourceLimits: ['an object of sizes', (value) => Object(value) === value],
      exitWhenStuck: oneOf("'force' or 'wait'", 'force', 'wait'),
    },
  ],
  run: [2, { signal, timeout: time, transfer: array, context }],
  map: [2, { concurrency: count(1), chunkSize: count(1), signal, timeout: time, context }],
  wait: [1, { until: oneOf("'first', 'firstError' or 'all'", 'first', 'firstError', 'all'), timeout: time }],
  asCompleted: [1, { timeout: time }],
};

/** The options of a call that an executor makes. */
export const OPTIONS_OF_RUN: readonly string[] = Object.keys(TAKERS['run']?.[1] ?? {});

/** What is wrong with the options of a call, if they are written out. */
export function invalidOptionProblems({ callee, node }: RuntimeCall, sourceCode: SourceCode): Problem[] {
  const [first = 0, rules] = TAKERS[callee] ?? [];
  // They come after all iterables.
  const position = callee === 'map' ? Math.max(first, node.arguments.length - 1) : first;
  const given = beforeSpread(node.arguments, position);
  const options = given && visibleValue(given, sourceCode);
  return rules && options?.type === 'ObjectExpression' ? [...problemsIn(options, rules, '', sourceCode)] : [];
}

function* problemsIn(
  options: TSESTree.ObjectExpression,
  rules: Readonly<Record<string, Rule>>,
  prefix: string,
  sourceCode: SourceCode,
): Generator<Problem> {
  const values = new Map<string, unknown>();
  // What is spread after an option may replace it.
  const spread = options.properties.findLastIndex(({ type }) => type === 'SpreadElement');
  for (const property of options.properties.slice(spread + 1)) {
    const name = property.type === 'Property' && property.kind === 'init' && getPropertyName(property);
    if (property.type !== 'Property' || !name || name === '__proto__') continue;
    const value = visibleValue(property.value, sourceCode);
    const known = getStaticValue(value, sourceCode.getScope(value));
    if (known && known.value === undefined) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const option = prefix + name;
    if (!rule) {
      const data = { option, known: Object.keys(rules).join(', ') };
      yield { node: property.key, messageId: 'unknownOption', data };
      continue;
    }
    const [expected, isRight] = rule;
    if (known ? !isRight(known.value) : rule === signal && isController(value, sourceCode)) {
      yield { node: property.value, messageId: 'invalidOption', data: { option, expected } };
      continue;
    }
    if (known) values.set(name, known.value);
    if (name === 'resourceLimits' && value.type === 'ObjectExpression') {
      yield* problemsIn(value, LIMITS, 'resourceLimits.', sourceCode);
    }
  }
  const tooMany = spread === -1 ? tooManyWorkers(options, values) : undefined;
  if (tooMany) yield tooMany;
}

/** More workers at once than there may be at all. */
function tooManyWorkers(
  options: TSESTree.ObjectExpression,
  values: ReadonlyMap<string, unknown>,
): Problem | undefined {
  const [least, most] = [values.get('minWorkers'), values.get('maxWorkers')];
  if (typeof least !== 'number' || typeof most !== 'number' || least <= most) return undefined;
  const data = { option: 'minWorkers', expected: `at most maxWorkers, which is ${most}` };
  return { node: options, messageId: 'invalidOption', data };
}

/** `signal: controller`, instead of its `signal`. */
function isController(value: TSESTree.Node, sourceCode: SourceCode): boolean {
  const found = resolveExport(
    value,
    (module, [name, made, ...more]) =>
      (module === GLOBAL_MODULE && name === 'AbortController' && made === NEW_STEP && more.length === 0) ||
      undefined,
    sourceCode,
  );
  return found?.certain === true;
}
