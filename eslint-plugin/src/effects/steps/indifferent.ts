import { withoutTypeWrappersAround } from '../../ast.ts';
import type { Node } from '../../ast.ts';
import { isAsking } from '../known/known-calls.ts';
import { pathText } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import { isPromiseStatic } from './destinations.ts';
import { inOrder } from './steps.ts';
import type { Asked, Leaf, RunLeaf, Settling, Step } from './steps.ts';

/**
 * Questions whose answers do not matter: `if (!existsSync(dir)) mkdirSync(dir, { recursive: true })` asks only whether
 * to do what could be done in any case.
 */

/**
 * The steps of a condition, without the questions that decide nothing but whether something is done that minds no other
 * answer. Where a file is given a text that is always the same, the answer does matter to who writes another: the
 * question says what it is asked for, so that the rivals tell.
 *
 * @param test the steps of the condition
 * @param then what is done where it holds
 */
export function withoutIdleQuestions(condition: Node, test: readonly Step[], then: Step): readonly Step[] {
  const settling = settlingOf(then);
  if (!settling) return test;
  const leaves = test.flatMap(leavesOf).filter((leaf) => !isLook(leaf) && !isNothing(leaf));
  const [run, another] = leaves;
  if (!run) return test.map((step) => asked(step, condition, settling));
  // What a function does that is asked is looked into where that is known.
  if (run.type !== 'run' || another) return test;
  const onYes = isDoneOnYes(run.node, condition);
  if (onYes === undefined) return test;
  const asking: RunLeaf = { ...run, asked: { ...settling, onYes } };
  return test.map((step) => replaced(step, run, asking));
}

function replaced(step: Step, leaf: Leaf, by: Leaf): Step {
  switch (step.type) {
    case 'all':
      return inOrder(step.steps.map((part) => replaced(part, leaf, by)));
    case 'either':
      return { type: 'either', ways: step.ways.map((way) => replaced(way, leaf, by)) };
    default:
      return step === leaf ? by : step;
  }
}

function asked(step: Step, condition: Node, settling: Settling): Step {
  switch (step.type) {
    case 'all':
      return inOrder(step.steps.map((part) => asked(part, condition, settling)));
    case 'either':
      return { type: 'either', ways: step.ways.map((way) => asked(way, condition, settling)) };
    case 'block':
      return { ...step, touches: step.touches.flatMap((touch) => askedTouch(touch, condition, settling)) };
    case 'touch': {
      const touches = askedTouch(step.touch, condition, settling);
      return inOrder(touches.map((touch): Step => ({ type: 'touch', touch })));
    }
    default:
      return step;
  }
}

function askedTouch(touch: Touch, condition: Node, settling: Settling): readonly Touch[] {
  const onYes = isDoneOnYes(touch.node, condition);
  return onYes === undefined ? [touch] : idleTouch(touch, { ...settling, onYes });
}

/** What is left of a look, where it asks only for something that minds no other answer. */
function idleTouch(touch: Touch, { path, does, calls, onYes }: Asked): readonly Touch[] {
  if (touch.at.kind !== 'file' || !touch.isYesOrNo || pathText(touch.at) !== path) return [touch];
  // A file is removed where there is one, and made where there is none.
  if (onYes !== (does === 'clear')) return [touch];
  return does === 'fill' ? [{ ...touch, asksFor: calls }] : [];
}

/**
 * The same for a function that gives the answer: `const has = (file) => existsSync(file)`.
 *
 * @param answer what the function gives
 */
export function askedBy(touches: readonly Touch[], asked: Asked, answer: Node): readonly Touch[] {
  return touches.flatMap((touch) => {
    const onYes = isDoneOnYes(touch.node, answer);
    return onYes === undefined ? [touch] : idleTouch(touch, { ...asked, onYes: onYes === asked.onYes });
  });
}

/** Whether a condition holds because the answer is yes; nothing where the question is no part of a plain condition. */
function isDoneOnYes(question: Node, condition: Node): boolean | undefined {
  let onYes = true;
  for (let node = withoutTypeWrappersAround(question); node !== condition;) {
    const { parent } = node;
    if (parent?.type === 'UnaryExpression' && parent.operator === '!') onYes = !onYes;
    else if (parent?.type !== 'AwaitExpression' && parent?.type !== 'LogicalExpression') return undefined;
    node = withoutTypeWrappersAround(parent);
  }
  return onYes;
}

/** Whether nothing is done there but to look. */
function isLook(leaf: Leaf): boolean {
  if (leaf.type === 'touch') return leaf.touch.does === 'look';
  return leaf.type === 'block' && leaf.touches.every(({ does }) => does === 'look');
}

/** Whether a leaf changes nothing: what it waits for is a call that has moved, and what it calls tells something. */
export function isNothing(leaf: Leaf): boolean {
  if (leaf.type === 'world') return isAsking(leaf.name.slice(leaf.name.lastIndexOf('.') + 1));
  if (leaf.type === 'made') return leaf.made === undefined;
  return leaf.type === 'suspend' || leaf.type === 'mark' || leaf.type === 'used' || leaf.type === 'looked up';
}

function settlingOf(then: Step): Settling | undefined {
  const touches: Touch[] = [];
  for (const leaf of leavesOf(then)) {
    if (leaf.type === 'block') touches.push(...leaf.touches);
    else if (leaf.type === 'touch') touches.push(leaf.touch);
    else if (!isNothing(leaf)) return undefined;
  }
  const done = touches.filter(({ does, at }) => does !== 'look' || at.kind === 'file');
  const [first] = done;
  if (first?.at.kind !== 'file') return undefined;
  const { does } = first;
  if (does !== 'ensure' && does !== 'clear' && does !== 'fill') return undefined;
  const path = pathText(first.at);
  const isAlike = done.every(
    (touch) => touch.does === does && touch.at.kind === 'file' && pathText(touch.at) === path,
  );
  return isAlike ? { path, does, calls: done.map(({ node }) => node) } : undefined;
}

/**
 * Whether a statement does nothing but wait for what is in a list or a set: `await Promise.all(running)`,
 * `while (running.size > 3) await Promise.race(running)`.
 */
export function onlyWaits(node: Node): boolean {
  switch (node.type) {
    case 'BlockStatement':
      return node.body.length === 1 && node.body.every(onlyWaits);
    case 'ExpressionStatement': {
      const { expression } = node;
      return (
        expression.type === 'AwaitExpression' &&
        expression.argument.type === 'CallExpression' &&
        expression.argument.callee.type === 'MemberExpression' &&
        isPromiseStatic(expression.argument.callee)
      );
    }
    case 'IfStatement':
      return !node.alternate && onlyWaits(node.consequent);
    case 'WhileStatement':
      return onlyWaits(node.body);
    default:
      return false;
  }
}

/** Steps of which all that is looked at only tells how long to wait. */
export function waiting(step: Step): Step {
  switch (step.type) {
    case 'all':
      return { type: 'all', steps: step.steps.map(waiting) };
    case 'either':
      return { type: 'either', ways: step.ways.map(waiting) };
    case 'repeat':
      return { type: 'repeat', body: waiting(step.body) };
    case 'touch':
      return step.touch.does === 'look' ? { type: 'touch', touch: { ...step.touch, onlyWaits: true } } : step;
    default:
      return step;
  }
}

export function leavesOf(step: Step): readonly Leaf[] {
  switch (step.type) {
    case 'all':
      return step.steps.flatMap(leavesOf);
    case 'either':
      return step.ways.flatMap(leavesOf);
    case 'repeat':
      return leavesOf(step.body);
    case 'attempt':
      return [step.block, step.handler, step.finalizer].flatMap((part) => (part ? leavesOf(part) : []));
    default:
      return [step];
  }
}
