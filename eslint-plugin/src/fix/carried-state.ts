import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { nodesIn } from '../walk.ts';
import { isOwnProperty } from './own-object.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { runsOnce } from './single-run.ts';
import { isSettled } from './stale-operand.ts';
import { isPartOf } from './suspended-run.ts';
import type { SuspendedRun } from './suspended-run.ts';

/**
 * State that a local variable carries over the call: `const { n } = box; …; box.n = n + 1`. What others write to it
 * meanwhile would be lost. That goes for all that other code can reach, the properties of parameters too.
 */

/** A variable, or what is read from one or from `this`: `['box', 'n']`. A computed key ends it: `box[key].n` is `['box']`. */
type Place = readonly string[];

/** An assignment, and the expressions that decide what is written, and where. */
interface Write {
  readonly target: Node;
  readonly end: number;
  readonly place: Place;
  readonly sources: readonly Node[];
}

const writes = new WeakMap<FunctionNode, readonly Write[]>();

/** Finds state that is written after the call by what a local has read from it before the call. */
export function carriedState(run: SuspendedRun): Reason | undefined {
  const { call, fn, inlined, sourceCode } = run;
  for (const part of inlined ? [fn, inlined] : [fn]) {
    let known = writes.get(part);
    if (!known) writes.set(part, (known = [...writesIn(part, sourceCode)]));
    const lost = known.find(
      ({ target, end, place, sources }) =>
        end > call.range[1] &&
        sources.some((source) => holds(source, place, run, new Set())) &&
        isReachable(target, run),
    );
    if (lost) return reason('shared state', { state: lost.place.join('.') });
  }
  return undefined;
}

function* writesIn({ body }: FunctionNode, sourceCode: SourceCode): Generator<Write> {
  for (const node of nodesIn(body, sourceCode)) {
    if (node.type !== 'AssignmentExpression' || node.operator !== '=') continue;
    const place = placeOf(node.left);
    if (!place) continue;
    yield { target: node.left, end: node.range[1], place, sources: [node.right, ...keysOf(node.left)] };
  }
}

function placeOf(expression: Node): Place | undefined {
  const node = withoutTypeWrappers(expression);
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ThisExpression':
      return ['this'];
    case 'MemberExpression': {
      const object = placeOf(node.object);
      const name = memberName(node);
      return object && name !== null && keysOf(node.object).length === 0 ? [...object, name] : object;
    }
    default:
      return undefined;
  }
}

/** The keys in `list[at].name` that the text does not show. */
function keysOf(expression: Node): Node[] {
  const node = withoutTypeWrappers(expression);
  if (node.type !== 'MemberExpression') return [];
  return [...(memberName(node) === null ? [node.property] : []), ...keysOf(node.object)];
}

/**
 * Whether a value is made of locals that were, before the call, made of what is in a place. What a function computes
 * is a value of its own, so that its arguments do not count.
 */
function holds(value: Node, place: Place, run: SuspendedRun, entered: Set<Node>): boolean {
  for (const node of nodesIn(value, run.sourceCode)) {
    if (node.type !== 'Identifier' || isGivenToCall(node, value)) continue;
    const definition = variableOf(node, run.sourceCode)?.defs[0];
    if (definition?.type !== 'Variable') continue;
    const { id, init, range } = definition.node;
    const isEarlier = init && range[1] <= run.call.range[0] && isPartOf(definition.node, run);
    if (!isEarlier || entered.has(definition.node)) continue;
    entered.add(definition.node);
    const taken = readFor(id, definition.name, init);
    const reads = taken
      ? [taken]
      : nodesIn(init, run.sourceCode).flatMap((part) => (isGivenToCall(part, init) ? [] : [placeOf(part)]));
    if (reads.some((read) => read && startsWith(read, place)) || holds(init, place, run, entered))
      return true;
  }
  return false;
}

/** What a pattern of one level reads: `['box', 'n']` for `n` in `const { n } = box`. */
function readFor(id: Node, name: Node, init: Node): Place | undefined {
  const source = id.type === 'ObjectPattern' ? placeOf(init) : undefined;
  const property =
    id.type === 'ObjectPattern'
      ? id.properties.find(
          (candidate): candidate is TSESTree.Property =>
            candidate.type === 'Property' &&
            (candidate.value === name ||
              (candidate.value.type === 'AssignmentPattern' && candidate.value.left === name)),
        )
      : undefined;
  const key = property ? memberName(property) : null;
  return source && key !== null ? [...source, key] : undefined;
}

function startsWith(read: Place, place: Place): boolean {
  return place.every((step, index) => read[index] === step);
}

function isGivenToCall(node: Node, value: Node): boolean {
  for (let child = node; child !== value && child.parent; child = child.parent) {
    const { type } = child.parent;
    if (type === 'CallExpression' || type === 'NewExpression') return true;
  }
  return false;
}

/** Whether anybody but this run of the function may write to what is assigned. */
function isReachable(target: Node, run: SuspendedRun): boolean {
  const node = withoutTypeWrappers(target);
  if (node.type !== 'Identifier') return !isOwnProperty(node, run);
  if (isSettled(node, run)) return false;
  const uses = variableOf(node, run.sourceCode)?.references.filter(({ init }) => init !== true) ?? [];
  return !runsOnce(run.fn, run.sourceCode) || uses.some(({ identifier }) => !isPartOf(identifier, run));
}
