import { lastName, memberName } from '../../ast.ts';
import type { Call, Node } from '../../ast.ts';
import { isChecking } from '../known/known-calls.ts';
import { isBytes } from '../memory/builtin-objects.ts';
import { ANY, GIVEN_AWAY, HIDDEN, step } from '../memory/location.ts';
import type { Place, Touch } from '../memory/location.ts';
import { isReachable } from '../memory/per-run.ts';
import { askedTouches } from './asked-files.ts';
import { propertiesRead } from './builtin-state.ts';
import { handedOn, heldCallee, isDelivery, isKept } from './delivery.ts';
import type { Facts } from './facts.ts';
import { givenToLookedUp, lookedUpBy, placeLookedUp } from './looked-up.ts';
import { sentTouches } from './sent-files.ts';
import type { Leaf, Step } from './steps.ts';
import { writeTouch } from './writes.ts';

/** What code outside the file may do to what a call gives it, or leaves behind for the file to read. */

/** A function that nobody knows may work on what it is given, or asks it for something if what it gives is used. */
export function given(node: Call, facts: Facts): Step[] {
  const does = isStatement(node) ? 'change' : 'look';
  // Who asks whether something is so looks at what it is about.
  if (does === 'look' && !PREDICATE.test(lastName(node.callee) ?? '')) return [];
  return node.arguments.flatMap((argument) => {
    // Who is given bytes writes to what all look at.
    const shown = isBytes(argument, facts.sourceCode) ? ANY : GIVEN_AWAY;
    const name = does === 'change' ? shown : HIDDEN;
    return facts.places
      .of(argument)
      .filter((place) => isReachable(place) && (place.parameter !== undefined || place.steps.length === 0))
      .map((place) => touchStep(step(place, name), does, node, true));
  });
}

/** `Object.assign(target, …)`, `Reflect.set(target, …)`. */
export function assigned(node: Call, facts: Facts): Step[] {
  const [target, ...values] = node.arguments;
  if (!WRITING.test(lastName(node.callee) ?? '') || !target) return [];
  const isOrdered = (place: Place, keys: readonly Node[] = []) =>
    values.some((value) => writeTouch({ node, place, value, keys }, facts).inOrder === true);
  const places = facts.places.of(target).filter(isReachable);
  const lookedUp = lookedUpBy(target, facts);
  const lookedUpSteps =
    lookedUp && isOrdered(placeLookedUp(lookedUp), lookedUp.lookup.arguments)
      ? givenToLookedUp(target, facts)
      : [];
  return [
    ...lookedUpSteps,
    ...places.map((place): Step => {
      const at = step(place, ANY);
      return { type: 'touch', touch: { at, does: 'change', deep: true, node, inOrder: isOrdered(at) } };
    }),
  ];
}

/** What listeners are told, who were given to the file, or to an object of it, and outlive the run. */
export function handedOver(node: Call, callee: Node, facts: Facts): Step[] {
  const delivers = isDelivery(node, facts);
  const hands = delivers ? undefined : handedOn(node, facts);
  if (!delivers && !hands) return [];
  return heldCallee(callee, facts)
    .filter((place) => hands !== undefined || isKept(place, node, facts))
    .map((place) => {
      const at = step(place, HIDDEN);
      const does = delivers ? 'change' : 'look';
      return { type: 'touch', touch: { at, does, deep: false, node, delivers, hands } };
    });
}

/** What a function leaves in its properties, or a method that checks something in those of its object, and the file reads. */
export function leftBehind(node: Call, callee: Node, facts: Facts): Step[] {
  const { places, sourceCode } = facts;
  const isMethod = callee.type === 'MemberExpression';
  if (isMethod && !isChecking(memberName(callee) ?? '')) return [];
  const holder = isMethod ? callee.object : callee;
  return propertiesRead(holder, sourceCode).flatMap((name) =>
    places
      .of(holder)
      .filter((place) => isReachable(place) && !(isMethod && place.parameter))
      .map((place): Step => touchStep(step(place, name), 'change', node, true)),
  );
}

/** Files that unknown code is given the paths of, or that it has looked at to answer, as its name tells. */
export function filesGiven(node: Call, name: string, facts: Facts): Step[] {
  const touches = [...facts.givenPaths.of(node, name), ...sentTouches(node, facts)];
  return [...touches.map((touch): Step => ({ type: 'touch', touch })), ...filesAsked(node, name, facts)];
}

/** Those that it has looked at, also where it has a name that a collection's method has: `users.has(name)`. */
export function filesAsked(node: Call, name: string, facts: Facts): Step[] {
  return askedTouches(node, name, facts).map((touch) => ({ type: 'touch', touch }));
}

/** Code that nobody knows is called. */
export function worldStep(node: Call, callee: Node, { sourceCode }: Facts, isOwn = false): Leaf {
  return { type: 'world', node, name: sourceCode.getText(callee), isOwn };
}

export function touchStep(at: Place, does: Touch['does'], node: Node, deep: boolean): Step {
  return { type: 'touch', touch: { at, does, deep, node } };
}

/** Functions whose answer is yes or no. */
const PREDICATE = /^(?:can|has|is|may|needs|should)(?![a-z])/;

/** Functions of `Object` and `Reflect` that write to their first argument. */
const WRITING =
  /^(?:assign|define(?:Getter|Propert(?:y|ies))|deleteProperty|freeze|preventExtensions|seal|set(?:PrototypeOf)?)$/;

/** Whether nobody uses what a call gives, so that it is made for what it does. */
export function isStatement(node: Call): boolean {
  const { parent } = node;
  const around =
    parent.type === 'AwaitExpression' || parent.type === 'ChainExpression' ? parent.parent : parent;
  return around.type === 'ExpressionStatement';
}
