import { withoutTypeWrappers } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { GLOBAL_MODULE, resolveExport } from '../detect/export-reference.ts';
import { nodesIn } from '../walk.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { SuspendedRun } from './suspended-run.ts';

/**
 * State of the whole process that a function changes for as long as it runs: the working directory, the environment,
 * methods of the console. Nobody else noticed while it ran through; once it awaits, all other code does.
 */

/** Functions that change such state, and objects whose properties are such state. */
const SETTERS = new Set(['process.chdir', 'process.umask']);
const OBJECTS = new Set(['console', 'process.env']);

/** A stretch of a function, between two changes of the same state, in which it does not suspend. */
interface Changed {
  /** What is changed, for the reader: `process.chdir`, `process.env.HOME`. */
  readonly state: string;
  readonly start: number;
  readonly end: number;
}

const changes = new WeakMap<FunctionNode, readonly Changed[]>();

/** Finds state of the process that is changed before the call, and again after it, with no other `await` between. */
export function processState({ call, fn, inlined, sourceCode }: SuspendedRun): Reason | undefined {
  for (const part of inlined ? [fn, inlined] : [fn]) {
    let known = changes.get(part);
    if (!known) changes.set(part, (known = changesIn(part, sourceCode)));
    const shown = known.find(({ start, end }) => start <= call.range[0] && call.range[1] <= end);
    if (shown) return reason('process state', { state: shown.state });
  }
  return undefined;
}

function changesIn(fn: FunctionNode, sourceCode: SourceCode): Changed[] {
  // Hardly any function names one of them, and to look at all of a tree takes time.
  if (!/\b(?:chdir|console|env|umask)\b/.test(sourceCode.getText(fn.body))) return [];
  const found: Changed[] = [];
  /** For each state, where its last change ends, unless the function has awaited since. */
  const open = new Map<string, number>();
  for (const node of nodesIn(fn.body, sourceCode)) {
    if (node.type === 'AwaitExpression') open.clear();
    const state = stateChangedBy(node, sourceCode);
    if (state === undefined) continue;
    const start = open.get(state);
    if (start !== undefined) found.push({ state, start, end: node.range[0] });
    open.set(state, node.range[1]);
  }
  return found;
}

function stateChangedBy(node: Node, sourceCode: SourceCode): string | undefined {
  switch (node.type) {
    case 'CallExpression': {
      const name = node.arguments.length > 0 ? placeInProcess(node.callee, sourceCode) : undefined;
      return name !== undefined && SETTERS.has(name) ? name : undefined;
    }
    case 'AssignmentExpression':
      return propertyOf(node.left, sourceCode);
    case 'UnaryExpression':
      return node.operator === 'delete' ? propertyOf(node.argument, sourceCode) : undefined;
    default:
      return undefined;
  }
}

function propertyOf(target: Node, sourceCode: SourceCode): string | undefined {
  const node = withoutTypeWrappers(target);
  if (node.type !== 'MemberExpression') return undefined;
  const object = placeInProcess(node.object, sourceCode);
  return object !== undefined && OBJECTS.has(object) ? sourceCode.getText(node) : undefined;
}

/** The name of what belongs to the process, as a global has it: `process.env` also for an imported `env`. */
function placeInProcess(expression: Node, sourceCode: SourceCode): string | undefined {
  const lookup = (module: string, path: readonly string[]): string | undefined => {
    const place = (module === GLOBAL_MODULE ? path : [module, ...path]).join('.');
    return SETTERS.has(place) || OBJECTS.has(place) ? place : undefined;
  };
  return resolveExport(expression, lookup, sourceCode)?.value;
}
