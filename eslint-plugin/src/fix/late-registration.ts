import { enclosingFunction, getPropertyName, isVisiblyFunction, withoutTypeWrappersAround } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { membersOfThis } from '../walk.ts';
import { suspendsBetween } from './certain-suspension.ts';
import { isMade, localsOf, valuesOf } from './made-values.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { SuspendedRun } from './suspended-run.ts';

/**
 * Listeners that have to be there before anything can happen: on an object that the function was given, when it
 * starts, and on one that it has made, when it is made. A listener that is set after an `await` misses what came
 * before, and an `error` that nobody listens to ends the process.
 */

/** Methods that only work in the tick in which their object was handed over. */
const FIRST_TICK_METHODS = new Set([
  'addEventListener',
  'addListener',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'preventDefault',
  'respondWith',
  'stopImmediatePropagation',
  'stopPropagation',
  'waitUntil',
]);

/** Functions that set listeners on the objects they are given. */
const LISTENING_FUNCTIONS = new Set([
  'events.on',
  'events.once',
  'stream.finished',
  'stream.pipeline',
  'stream/promises.finished',
  'stream/promises.pipeline',
]);

/** Where something is registered on an object. */
interface Registration {
  readonly identifier: Node;
  readonly name: string;
  readonly source: Source;
}

/** A variable, or a property of `this`, that holds an object that may emit events, or a part of one. */
interface Source {
  readonly variable: Holder;
  /** The places in the text behind which it holds one, in order. */
  readonly since: readonly number[];
  /** Whether the function has made the object, and was not given it. */
  readonly isMade: boolean;
}

interface Holder {
  readonly name: string;
  readonly references: readonly { readonly identifier: Node }[];
}

/** What is registered in a function. */
interface Registrations {
  /** What runs as part of the function itself, in the order of the text. */
  readonly own: readonly Registration[];
  /** That, and what is registered in functions within. */
  readonly all: readonly Registration[];
}

const registrations = new WeakMap<FunctionNode, Registrations>();

/** Finds what is registered after the call, and before anything else suspends, on an object from before the call. */
export function lateRegistration(run: SuspendedRun): Reason | undefined {
  const { call, fn, inlined, sourceCode } = run;
  const late =
    firstLate(call, fn, sourceCode) ??
    (inlined && (firstOnGiven(run, inlined) ?? firstLate(call, inlined, sourceCode)));
  if (!late) return undefined;
  const { name, source } = late;
  return source.isMade
    ? reason('late listener', { registration: name, emitter: source.variable.name })
    : reason('late registration', { registration: name });
}

function firstLate(call: Node, fn: FunctionNode, sourceCode: SourceCode): Registration | undefined {
  return registrationsOf(fn, sourceCode).own.find(({ identifier, source }) => {
    if (identifier.range[0] < call.range[1]) return false;
    const since = source.since.findLast((place) => place <= call.range[0]);
    return (
      since !== undefined &&
      !suspendsBetween(since, call, fn) &&
      !suspendsBetween(call.range[1], identifier, fn)
    );
  });
}

/** What a callback registers on parameters of the function around it, at its next run at the latest. */
function firstOnGiven(
  { call, fn, sourceCode }: SuspendedRun,
  callback: FunctionNode,
): Registration | undefined {
  if (suspendsBetween(fn.range[0], call, fn)) return undefined;
  return registrationsOf(fn, sourceCode).all.find(
    ({ identifier, source }) => !source.isMade && runsInline(identifier, callback),
  );
}

function registrationsOf(fn: FunctionNode, sourceCode: SourceCode): Registrations {
  let known = registrations.get(fn);
  if (!known) {
    const all = [...registrationsIn(fn, sourceCode)];
    const own = all
      .filter(({ identifier }) => runsInline(identifier, fn))
      .sort((a, b) => a.identifier.range[0] - b.identifier.range[0]);
    registrations.set(fn, (known = { own, all }));
  }
  return known;
}

/** What is registered on parameters and locals of `fn`. */
function* registrationsIn(fn: FunctionNode, sourceCode: SourceCode): Generator<Registration> {
  const sources = sourcesIn(fn, sourceCode);
  // The map grows while it is walked.
  for (const source of sources.values()) {
    const { variable } = source;
    for (const { identifier } of variable.references) {
      const name = registeredOn(identifier, source, sourceCode);
      if (name !== undefined) yield { identifier, name, source };
      for (const part of partsTakenFrom(identifier, sourceCode)) {
        if (!sources.has(part)) sources.set(part, { ...source, variable: part });
      }
    }
  }
}

function sourcesIn(fn: FunctionNode, sourceCode: SourceCode): Map<Holder, Source> {
  const sources = new Map<Holder, Source>();
  // A named function expression has a scope for its name around the scope of its parameters.
  for (const variable of sourceCode.scopeManager?.acquire(fn, true)?.variables ?? []) {
    if (variable.defs[0]?.type !== 'Parameter') continue;
    sources.set(variable, { variable, since: [fn.range[0]], isMade: false });
  }
  for (const variable of localsOf(fn, sourceCode)) {
    const since = valuesOf(variable).flatMap((value) => (isMade(value) ? [value.range[1]] : []));
    if (since.length > 0) sources.set(variable, { variable, since, isMade: true });
  }
  for (const variable of propertiesOfThis(fn, sourceCode)) {
    const since = variable.references.flatMap(({ identifier, identifier: { parent } }) =>
      parent?.type === 'AssignmentExpression' && parent.left === identifier && isMade(parent.right)
        ? [parent.range[1]]
        : [],
    );
    if (since.length > 0) sources.set(variable, { variable, since, isMade: true });
  }
  return sources;
}

/** The properties of `this` that a function names, with the places where it does. */
function propertiesOfThis({ body }: FunctionNode, sourceCode: SourceCode): readonly Holder[] {
  // Most functions have no `this`, and their trees need no search for it.
  if (!sourceCode.getText(body).includes('this')) return [];
  return Array.from(membersOfThis(body, sourceCode), ([name, members]) => ({
    name: `this.${name ?? ''}`,
    references: members.map((identifier) => ({ identifier })),
  }));
}

/** How something is registered on what an identifier stands for: `child.on`, `once(child)`. */
function registeredOn(
  identifier: Node,
  { variable: { name }, isMade }: Source,
  sourceCode: SourceCode,
): string | undefined {
  const method = methodsCalledOn(identifier).find((called) => FIRST_TICK_METHODS.has(called));
  if (method !== undefined) return `${name}.${method}`;
  const node = outermost(identifier);
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression' && parent.left === node && node.type === 'MemberExpression') {
    const handler = getPropertyName(node) ?? '';
    return handler.startsWith('on') && isVisiblyFunction(parent.right, sourceCode)
      ? `${name}.${handler}`
      : undefined;
  }
  if (parent?.type === 'CallExpression' && parent.callee !== node) {
    const called = listeningFunction(parent.callee, sourceCode);
    return called && `${called}(${name})`;
  }
  // What comes by iterating may be made while it is asked for; what an object emits in the meantime is lost.
  const isIterated = parent?.type === 'ForOfStatement' && parent.await && parent.right === node;
  return isIterated && isMade ? `for await (… of ${name})` : undefined;
}

function listeningFunction(callee: Node, sourceCode: SourceCode): string | undefined {
  const lookup = (module: string, path: readonly string[]): string | undefined => {
    const name = path.at(-1);
    return LISTENING_FUNCTIONS.has(`${module}.${name}`) ? name : undefined;
  };
  return resolveExport(callee, lookup, sourceCode)?.value;
}

/** The variables that hold parts of what an identifier stands for: `req` in `const { req } = ctx`. */
function partsTakenFrom(identifier: Node, sourceCode: SourceCode): readonly Holder[] {
  const node = outermost(identifier);
  const { parent } = node;
  return parent?.type === 'VariableDeclarator' && parent.init === node
    ? sourceCode.getDeclaredVariables(parent)
    : [];
}

/** An identifier with the members read from it: `ctx.req.raw`, and what leaves the value as it is. */
function outermost(identifier: Node): Node {
  let node = withoutTypeWrappersAround(identifier);
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = withoutTypeWrappersAround(node.parent);
  }
  return node;
}

/** The names of the methods in `identifier.method()`, `identifier.property.method()`, `identifier.one().two()`. */
function methodsCalledOn(identifier: Node): string[] {
  const called: string[] = [];
  let name: string | undefined;
  for (let node = identifier, { parent } = node; parent; node = parent, { parent } = node) {
    if (parent.type === 'MemberExpression' && parent.object === node) {
      name = getPropertyName(parent) ?? undefined;
    } else if (parent.type === 'CallExpression' && parent.callee === node) {
      if (name !== undefined) called.push(name);
    } else if (parent.type !== 'ChainExpression' && parent.type !== 'TSNonNullExpression') {
      break;
    }
  }
  return called;
}

/** Whether code runs as part of `fn` itself: in its body, or in the executor of a promise that it makes. */
function runsInline(node: Node, fn: FunctionNode): boolean {
  const around = enclosingFunction(node);
  if (!around || around === fn) return around === fn;
  const { parent } = around;
  return (
    parent.type === 'NewExpression' &&
    parent.callee.type === 'Identifier' &&
    parent.callee.name === 'Promise' &&
    parent.arguments[0] === around &&
    runsInline(parent, fn)
  );
}
