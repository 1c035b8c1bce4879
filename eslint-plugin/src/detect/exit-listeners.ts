import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, getStringIfConstant, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { valueOf } from './local-function.ts';
import { GLOBAL_MODULE } from './export-path.ts';
import { resolveExport, resolveFunction } from './export-reference.ts';

/**
 * Listeners of the `exit` event of the process. The event loop has ended by then: blocking stops nobody, and what is
 * not done before the listener returns, or awaits, is never done.
 */

/** The methods of the process that set a listener. */
const LISTEN: ReadonlySet<string> = new Set([
  'addListener',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
]);

const EXIT: ReadonlySet<string> = new Set(['exit']);

/** The events that end the process, or let it end, once their listeners have returned. */
const ENDING: ReadonlySet<string> = new Set([
  'beforeExit',
  'exit',
  'uncaughtException',
  'uncaughtExceptionMonitor',
  'unhandledRejection',
]);

/** Whether a function, or an expression that stands for one, is given to `process.on('exit', …)`. */
export function isExitListener(listener: Node, sourceCode: SourceCode): boolean {
  return isListener(listener, EXIT, sourceCode);
}

/** Whether it listens to an event at the end of the process, or of what would end it. */
export function isEndingListener(listener: Node, sourceCode: SourceCode): boolean {
  return isListener(listener, ENDING, sourceCode);
}

function isListener(listener: Node, events: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  const value = boundOrSame(listener);
  const { parent } = value;
  if (parent?.type !== 'CallExpression') return false;
  const [event, given] = parent.arguments;
  const callee = withoutTypeWrappers(parent.callee);
  if (event === undefined || given !== value || !isOneOf(event, events, sourceCode)) return false;
  if (callee.type !== 'MemberExpression')
    return resolveFunction(callee, isListenOfProcess, sourceCode) !== undefined;
  const name = getPropertyName(callee);
  // A name that the text does not show may be one of those.
  const listens = name === null ? events === ENDING : LISTEN.has(name);
  return (
    listens &&
    (resolveExport(callee.object, isProcess, sourceCode) !== undefined ||
      hasEventsOfProcess(callee.object, sourceCode))
  );
}

/** `const on = process.on.bind(process)` */
function isListenOfProcess(module: string, path: readonly string[]): true | undefined {
  return LISTEN.has(path.at(-1) ?? '') ? isProcess(module, path.slice(0, -1)) : undefined;
}

function isProcess(module: string, path: readonly string[]): true | undefined {
  const place = module === GLOBAL_MODULE ? path : [module, ...path];
  return place[0] === 'process' && place.slice(1).every((step) => step === 'default') ? true : undefined;
}

/** `listener.bind(this)`, where that is what becomes of a listener. */
function boundOrSame(listener: Node): Node {
  const { parent } = listener;
  return parent?.type === 'MemberExpression' &&
    parent.object === listener &&
    getPropertyName(parent) === 'bind' &&
    parent.parent.type === 'CallExpression'
    ? parent.parent
    : listener;
}

/** Whether an event is one of these, as far as its text tells: all that end the process stand for one that it does not. */
function isOneOf(event: Node, events: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  const names = namesOf(event, sourceCode);
  return names.length === 0 ? events === ENDING : names.some((name) => events.has(name));
}

/** Whether a variable is the process, as far as its events tell: nothing else is told of signals, or of what nobody has caught. */
function hasEventsOfProcess(object: Node, sourceCode: SourceCode): boolean {
  const variable = object.type === 'Identifier' ? variableOf(object, sourceCode) : null;
  if (!variable) return false;
  return variable.references.some(({ identifier: { parent } }) => {
    const call = parent.type === 'MemberExpression' ? parent.parent : undefined;
    if (call?.type !== 'CallExpression' || call.callee !== parent) return false;
    if (!LISTEN.has(getPropertyName(parent as TSESTree.MemberExpression) ?? '')) return false;
    const [event] = call.arguments;
    return event !== undefined && namesOf(event, sourceCode).some((name) => OF_PROCESS.test(name));
  });
}

const OF_PROCESS = /^(?:beforeExit|SIG[A-Z]+\d?|uncaughtException(?:Monitor)?|unhandledRejection)$/;

/** The names that an event may have: its own, or those of a list that is gone through. */
function namesOf(event: Node, sourceCode: SourceCode): readonly string[] {
  const name = getStringIfConstant(event);
  if (name !== null) return [name];
  const list = event.type === 'Identifier' ? listOf(event, sourceCode) : undefined;
  const value = list?.type === 'Identifier' ? valueOf(list, sourceCode) : list;
  if (value?.type !== 'ArrayExpression') return [];
  return value.elements.flatMap((element) => (element ? (getStringIfConstant(element) ?? []) : []));
}

/** The list whose elements a variable stands for, in a loop or a callback. */
function listOf(name: TSESTree.Identifier, sourceCode: SourceCode): Node | undefined {
  const [definition] = variableOf(name, sourceCode)?.defs ?? [];
  if (definition?.type === 'Variable') {
    const loop = definition.parent.parent;
    return loop.type === 'ForOfStatement' ? loop.right : undefined;
  }
  if (definition?.type !== 'Parameter') return undefined;
  const { parent } = definition.node;
  const callee = parent.type === 'CallExpression' ? withoutTypeWrappers(parent.callee) : undefined;
  return callee?.type === 'MemberExpression' && getPropertyName(callee) === 'forEach'
    ? callee.object
    : undefined;
}
