import { isBuiltin } from 'node:module';
import type { TSESTree } from '@typescript-eslint/utils';
import { lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node, SourceCode } from '../../ast.ts';
import { CALL_STEP, GLOBAL_MODULE, NEW_STEP } from '../../detect/export-path.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import { memberIn, valueOf } from '../../detect/local-function.ts';
import { receiverOfThis } from '../../detect/receiver.ts';
import {
  isAsking,
  isChangingMethod,
  isComputingMethod,
  isLookingMethod,
  LISTING_METHODS,
  ORDERING_METHODS,
} from '../known/known-calls.ts';
import { isBytes } from '../memory/builtin-objects.ts';
import { isKeeper } from '../memory/keepers.ts';
import { ANY, HIDDEN, step } from '../memory/location.ts';
import type { Place, TurnElement } from '../memory/location.ts';
import { isReachable } from '../memory/per-run.ts';
import { givesView } from '../memory/views.ts';
import { handedOn, isDelivery, isKept } from './delivery.ts';
import type { Facts } from './facts.ts';
import {
  filesAsked,
  filesGiven,
  given,
  handedOver,
  isStatement,
  leftBehind,
  touchStep,
  worldStep,
} from './given-values.ts';
import { givenToLookedUp, lookedUpBy, lookedUpStep, placeLookedUp } from './looked-up.ts';
import type { Step } from './steps.ts';
import { writeTouch } from './writes.ts';

/** What a method does of an object that is no module: to a collection, to bytes, or to what nobody sees. */
export function methodSteps(node: Call, callee: TSESTree.MemberExpression, facts: Facts): Step[] {
  const name = memberName(callee) ?? '';
  return [...onLookedUp(node, callee, name, facts), ...onPlaces(node, callee, name, facts)];
}

/** A list of an object that was looked up is read, or changed: `account.entries.push(entry)`. */
function onLookedUp(
  node: Call,
  { object }: TSESTree.MemberExpression,
  name: string,
  facts: Facts,
): readonly Step[] {
  if (isLookingMethod(name)) return lookedUpStep(object, 'look', facts);
  if (!isChangingMethod(name)) return isDelivery(node, facts) ? givenToLookedUp(object, facts) : [];
  if (!ORDERING_METHODS.has(name)) return lookedUpStep(object, 'change', facts);
  return name === 'set' ? keyedInLookedUp(node, object, facts) : givenToLookedUp(object, facts);
}

/** An element of a map in such an object is given a value: `session.data.set(key, text)`. */
function keyedInLookedUp(node: Call, object: Node, facts: Facts): readonly Step[] {
  const found = lookedUpBy(object, facts);
  const [key, value] = node.arguments;
  if (!found || !key || !value) return [];
  const keys = [key, ...found.lookup.arguments];
  const { inOrder } = writeTouch({ node, place: placeLookedUp(found), value, keys }, facts);
  return lookedUpStep(object, 'change', facts, inOrder);
}

function onPlaces(node: Call, callee: TSESTree.MemberExpression, name: string, facts: Facts): Step[] {
  // What a method works on is one step further.
  const found = facts.places.workedOn(callee.object);
  const places = found.filter((place) => isReachable(step(place, HIDDEN)));
  const flags = flagsOf(callee.object, facts);
  if (flags !== undefined && !/[gy]/.test(flags)) return [];
  if (flags !== undefined) return places.map((place) => touchStep(step(place, HIDDEN), 'change', node, true));
  if (isLookingMethod(name))
    return [...lookingMethod(found, places, node, callee, facts), ...filesAsked(node, name, facts)];
  if (isChangingMethod(name)) return changes(places, node, name, facts);
  if (isComputingMethod(callee, facts.sourceCode)) return computed(places, node);
  return [
    ...unknownMethod(places, node, callee, facts),
    ...leftBehind(node, callee, facts),
    ...filesGiven(node, name, facts),
    worldStep(node, callee, facts, found.length > 0 && places.length === 0),
  ];
}

/** A method that has the name of one of a collection: a keeper's looks at what nobody sees. */
function lookingMethod(
  found: readonly Place[],
  places: readonly Place[],
  node: Call,
  callee: TSESTree.MemberExpression,
  facts: Facts,
): Step[] {
  const isOfKeeper = isKeeper(callee.object, facts.sourceCode);
  if (isOfKeeper && found.length === 0) return [worldStep(node, callee, facts)];
  return isOfKeeper && places.length > 0 && !isStatement(node)
    ? places.map((place) => touchStep(step(place, HIDDEN), 'look', node, true))
    : looks(places, node, memberName(callee) ?? '');
}

function looks(places: readonly Place[], node: Call, name: string): Step[] {
  const isKeyed = !LISTING_METHODS.has(name);
  return places.map((place) => touchStep(isKeyed ? step(place, ANY) : place, 'look', node, true));
}

function changes(places: readonly Place[], node: Call, name: string, facts: Facts): Step[] {
  const args = node.arguments;
  const isQueue = isOfOthers(node.callee, facts);
  return places.map((place): Step => {
    const at = step(place, ANY);
    const value = args.at(-1);
    const element = args[0] && elementOfTurn(args[0], facts);
    if (name === 'delete' && isDropped(node))
      return { type: 'touch', touch: { at, does: 'clear', deep: false, node, element } };
    if (!ORDERING_METHODS.has(name) || !value) return touchStep(at, 'change', node, false);
    const isListed = name !== 'set' && (name !== 'add' || isQueue);
    const isSpread = args.some(({ type }) => type === 'SpreadElement');
    // Which of what is spread is the key, the text does not show.
    const keys = isListed || isSpread ? [] : args.slice(0, 1);
    const touch = writeTouch({ node, place: at, value, keys, isListed }, facts);
    const delivers = isListed && isDelivery(node, facts) && isKept(place, node, facts);
    const hands = isListed ? handedOn(node, facts) : undefined;
    return { type: 'touch', touch: { ...touch, delivers, hands, element } };
  });
}

/** What a variable holds for good that was made where it is declared: no two of these are one. */
function elementOfTurn(key: Node, facts: Facts): TurnElement | undefined {
  const variable = key.type === 'Identifier' ? variableOf(key, facts.sourceCode) : null;
  const [definition] = variable?.defs ?? [];
  if (!variable || definition?.type !== 'Variable' || definition.parent.kind !== 'const') return undefined;
  const init = definition.node.init && withoutTypeWrappers(definition.node.init);
  const isMade =
    init?.type === 'NewExpression' ||
    (init?.type === 'CallExpression' &&
      init.callee.type === 'MemberExpression' &&
      PROMISE_METHODS.has(memberName(init.callee) ?? ''));
  return isMade && definition.node.id.type === 'Identifier' ? { variable } : undefined;
}

/** Whether nobody uses what a call gives, as a statement or as what `finally` calls: `job.finally(() => jobs.delete(job))`. */
function isDropped(node: Call): boolean {
  const { parent } = node;
  if (parent.type !== 'ArrowFunctionExpression') return isStatement(node);
  const call = parent.parent;
  return call.type === 'CallExpression' && /^(?:finally|forEach)$/.test(lastName(call.callee) ?? '');
}

/** A method that computes changes its object, where anybody else has that: a hash goes on from what it was given. */
function computed(places: readonly Place[], node: Call): Step[] {
  return places.map((place): Step => ({
    type: 'touch',
    touch: { at: step(place, HIDDEN), does: 'change', deep: true, node, inOrder: true },
  }));
}

/** A method that nobody knows works on what its object hides. */
function unknownMethod(
  places: readonly Place[],
  node: Call,
  callee: TSESTree.MemberExpression,
  facts: Facts,
): Step[] {
  const object = withoutTypeWrappers(callee.object);
  if (isOfNode(callee, facts) || places.some(({ root }) => root === 'global process')) return [];
  const { sourceCode } = facts;
  const name = memberName(callee) ?? '';
  const bytes = isBytes(object, sourceCode);
  const asks =
    (isAsking(name) || givesView(name) || (bytes && name.startsWith('read'))) && !isStatement(node);
  // What an object does itself, it knows.
  const isOwn = object.type === 'ThisExpression' || object.type === 'Super';
  const inOrder =
    (!asks && TAKING_IN_ORDER.test(name) && !isOfField(object)) || givesInOrder(node, object, name, facts);
  const worked = places.map((place): Step => {
    const at = step(place, bytes ? ANY : HIDDEN);
    const delivers = isDelivery(node, facts) && isKept(place, node, facts) && !isOwn;
    const hands = isOwn ? undefined : handedOn(node, facts);
    return {
      type: 'touch',
      touch: { at, does: asks ? 'look' : 'change', deep: true, node, inOrder, delivers, hands },
    };
  });
  // The functions of a module have no object. What is imported may be one: a call for its effect tells.
  if (object.type === 'Identifier' && isImported(object, facts)) {
    if (isNamespace(object, facts)) return given(node, facts);
    if (isStatement(node)) return worked;
    // What it gives may depend on what it was told before.
    const asked = places.flatMap((place) => [
      touchStep(step(place, HIDDEN), 'look', node, false),
      touchStep(place, 'look', node, true),
    ]);
    return [...asked, ...given(node, facts)];
  }
  return [...worked, ...handedOver(node, callee, facts), ...given(node, facts)];
}

/** Whether a call gives the next of what an instance of an imported class gives one after the other: numbers, ports. */
function givesInOrder(node: Call, object: Node, name: string, { sourceCode }: Facts): boolean {
  if (!GIVING_NEXT.test(name) || isStatement(node) || node.parent.type === 'AwaitExpression') return false;
  const made = valueHeld(object, sourceCode);
  return (
    made?.type === 'NewExpression' && resolveExport(made.callee, isImportedModule, sourceCode) !== undefined
  );
}

/** Methods that give something else each time. */
const GIVING_NEXT =
  /^(?:advance|allocate|bump|claim|dequeue|draw|generate|increment|issue|mint|next|pop|reserve|shift|take|tick)(?![a-z])|Next|AndIncrement/;

function isImportedModule(module: string): true | undefined {
  return (module !== GLOBAL_MODULE && !isBuiltin(module)) || undefined;
}

/** What a variable, or a field of a class, has been given. */
function valueHeld(object: Node, sourceCode: SourceCode): Node | undefined {
  if (object.type === 'Identifier') return valueOf(object, sourceCode);
  const name = object.type === 'MemberExpression' ? memberName(object) : null;
  return object.type === 'MemberExpression' && name !== null
    ? (memberIn(object.object, name, sourceCode)?.value ?? undefined)
    : undefined;
}

/** Whether a method is one of an object that is visibly no `Set`, and may keep what it is given in a row. */
function isOfOthers(callee: Node, facts: Facts): boolean {
  const object = callee.type === 'MemberExpression' ? withoutTypeWrappers(callee.object) : callee;
  const value = valueHeld(object, facts.sourceCode);
  if (!value) return object.type === 'Identifier' && isImported(object, facts);
  return value.type === 'NewExpression' && !/^(?:Weak)?(?:Map|Set)$/.test(lastName(value.callee) ?? '');
}

/** The flags of a regular expression: with `g` or `y` it remembers where it has come to. */
function flagsOf(object: Node, facts: Facts): string | undefined {
  const value = object.type === 'Identifier' ? valueOf(object, facts.sourceCode) : object;
  return value?.type === 'Literal' && 'regex' in value ? value.regex.flags : undefined;
}

function isOfNode(callee: Node, facts: Facts): boolean {
  return (
    resolveExport(
      callee,
      (module, path) =>
        (isBuiltin(module) && !path.includes(CALL_STEP) && !path.includes(NEW_STEP)) || undefined,
      facts.sourceCode,
    ) !== undefined
  );
}

function isImported(name: TSESTree.Identifier, facts: Facts): boolean {
  return variableOf(name, facts.sourceCode)?.defs[0]?.type === 'ImportBinding';
}

function isNamespace(name: TSESTree.Identifier, facts: Facts): boolean {
  return variableOf(name, facts.sourceCode)?.defs[0]?.node.type === 'ImportNamespaceSpecifier';
}

/** Methods that put what they are given behind what they were given before: of a hash, an archive, a stream. */
const TAKING_IN_ORDER = /^(?:append|end|enqueue|entry|push|send|update|write)$/;

/** Whether what is called on `this` is no method: the class has none of that name, nor one that it extends. */
function isOfField(object: Node): boolean {
  const receiver = object.type === 'ThisExpression' ? receiverOfThis(object) : undefined;
  return receiver !== undefined && 'superClass' in receiver.node && receiver.node.superClass === null;
}
