import { isFunction, lastName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, FunctionNode, Node, Variable } from '../../ast.ts';
import { receiverOfThis } from '../../detect/receiver.ts';
import { nodesIn } from '../../walk.ts';
import { isAsking, isChecking } from '../known/known-calls.ts';
import { ANY, GIVEN } from '../memory/location.ts';
import type { Handed, Place } from '../memory/location.ts';
import { isReachable } from '../memory/per-run.ts';
import type { Facts } from './facts.ts';
import { READ, writtenValue } from './written-value.ts';

/**
 * What is handed over in the order of the calls: a view shows what it was given last, a queue gives first what came
 * first. Who waits for the call does not go by that order, and of what the run has read it is known that it may come late.
 */

/** Whether a call hands over what the run has read, to somebody who may mind what comes first. */
export function isDelivery(node: Call, facts: Facts): boolean {
  const name = lastName(node.callee) ?? '';
  return (
    (isStatement(node) || (HANDS_OVER.test(name) && isGivenBack(node))) &&
    mayHandOver(name) &&
    hasReadOne(node.arguments, facts)
  );
}

/** What a call hands over of what its function was given: who calls that knows whether it was read. */
export function handedOn(node: Call, facts: Facts): Handed | undefined {
  const isAnswer = !isStatement(node);
  if ((isAnswer && !isGivenBack(node)) || !mayHandOver(lastName(node.callee) ?? '')) return undefined;
  const parameters = parametersIn(node.arguments, facts);
  return parameters.length > 0 ? { parameters, isGivenBack: isAnswer } : undefined;
}

/**
 * What a call of such a function hands over, which may have been given it in turn. What is printed has no order, whoever
 * prints it.
 *
 * @param args what the call gives it for those of the parameters that are its own
 */
export function handedBy(
  handed: Handed,
  run: Node,
  args: readonly Node[],
  facts: Facts,
): Handed | 'delivers' | undefined {
  const name = run.type === 'CallExpression' ? (lastName(run.callee) ?? '') : '';
  const isAnswer = handed.isGivenBack && run.type === 'CallExpression' && !isStatement(run);
  if (isChecking(name) || (isAnswer && !isGivenBack(run))) return undefined;
  if (hasReadOne(args, facts) && (!isAnswer || HANDS_OVER.test(name))) return 'delivers';
  const parameters = parametersIn(args, facts);
  return parameters.length > 0 ? { parameters, isGivenBack: isAnswer } : undefined;
}

/** Whether a function may be one that hands something over, as far as its name tells. */
function mayHandOver(name: string): boolean {
  return !isChecking(name) && !isAsking(name) && !ONCE_OR_ADDED_UP.test(name) && !READING.test(name);
}

function hasReadOne(values: readonly Node[], facts: Facts): boolean {
  return values.some((value) => !isFunction(value) && isOfTheRun(value, facts));
}

/** The parameters of functions, and `arguments`, that values are made of. */
function parametersIn(values: readonly Node[], { sourceCode }: Facts): readonly Variable[] {
  const found = new Set<Variable>();
  for (const value of values) {
    if (isFunction(value)) continue;
    for (const node of nodesIn(value, sourceCode)) {
      const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
      if (
        variable?.defs[0]?.type === 'Parameter' ||
        (variable?.defs.length === 0 && variable.name === 'arguments')
      )
        found.add(variable);
    }
  }
  return [...found];
}

/** Functions that are given something to look at, even where only their failing counts. */
const READING = /^(?:access|parse|read|stat)(?![a-z])/;

/** Methods that hand something over, and compute nothing, also where what they give is given back. */
const HANDS_OVER = /^(?:display|enqueue|notify|publish|push|send|show|unshift)$/;

function isGivenBack({ parent }: Node): boolean {
  return parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression';
}

/** Whether nobody uses what a call gives, nor waits for it. */
function isStatement({ parent }: Call): boolean {
  const around: Node = parent.type === 'ChainExpression' ? parent.parent : parent;
  // Nobody gets what a callback of `forEach` gives.
  if (around.type === 'ArrowFunctionExpression' && around.parent.type === 'CallExpression')
    return lastName(around.parent.callee) === 'forEach';
  return around.type === 'ExpressionStatement';
}

/** Whether a value is made of what was read, and of something that other runs may have another one of. */
function isOfTheRun(value: Node, facts: Facts): boolean {
  const { isRead, inputs, sources } = writtenValue(value, facts);
  return isRead && (inputs.size > 0 || sources.some((source) => source !== READ));
}

/** Methods that are called once for each object, or whose order leaves no trace. */
const ONCE_OR_ADDED_UP =
  /^(?:abort|close|decrement|destroy|end|fail|inc|increment|observe|reject|reply|resolve|respond|settle|tick|timing)(?![a-z])/;

/** Whether other runs have the same object: one of the module, of an instance, or one that callers may give to several. */
export function isKept(place: Place, node: Node, facts: Facts): boolean {
  if (!isReachable(place)) return false;
  const { parameter, root } = place;
  if (!parameter) return !root.startsWith(GIVEN);
  const [definition] = parameter.defs;
  const fn: Node | undefined = definition?.node;
  if (!fn || !isFunction(fn) || isArgument(fn)) return false;
  // What a function has been given stays with those that it makes.
  if (facts.callbacks.parts.stretchAround(node) !== fn) return true;
  const hasDefault = parameter.identifiers.some(({ parent }) => parent.type === 'AssignmentPattern');
  return !hasDefault && isCalledFromOutside(fn, facts);
}

/** The places of a function that is called by the name of what holds it, where others put it there: a listener. */
export function heldCallee(callee: Node, facts: Facts): readonly Place[] {
  const node = withoutTypeWrappers(callee);
  if (node.type === 'MemberExpression') {
    // What is no method of the class is a function that somebody has given to its instances.
    const made = node.object.type === 'ThisExpression' ? receiverOfThis(node)?.node : undefined;
    const isWhole =
      (made?.type === 'ClassDeclaration' || made?.type === 'ClassExpression') && !made.superClass;
    return isWhole ? facts.places.of(node) : [];
  }
  // `waiters.shift()?.(text)` calls what has waited in a list.
  if (node.type === 'CallExpression')
    return facts.places.of(node).filter(({ steps }) => steps.at(-1) === ANY);
  const variable = node.type === 'Identifier' ? variableOf(node, facts.sourceCode) : null;
  const [definition] = variable?.defs ?? [];
  if (!variable || (definition?.type !== 'Variable' && definition?.type !== 'Parameter')) return [];
  const isSet =
    definition.type === 'Variable' && variable.references.some((use) => use.isWrite() && use.init !== true);
  return facts.places.of(node).filter(({ steps }) => isSet || steps.length > 0);
}

/** A callback is called by the code that it is given to, mostly with an object made for the call. */
function isArgument(fn: FunctionNode): boolean {
  const { parent } = fn;
  return (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee !== fn;
}

/** Whether code outside the file may call a function: what the callers in the file give it is seen there. */
function isCalledFromOutside(fn: FunctionNode, { callbacks, sourceCode }: Facts): boolean {
  const holder =
    fn.type === 'FunctionDeclaration' ? fn.id : fn.parent.type === 'VariableDeclarator' ? fn.parent.id : null;
  if (holder?.type !== 'Identifier') return true;
  if (callbacks.kept.exported.includes(fn)) return true;
  const uses = variableOf(holder, sourceCode)?.references.filter((use) => use.init !== true) ?? [];
  return !uses.every(
    ({ identifier: { parent } }) => parent.type === 'CallExpression' && parent.callee.type === 'Identifier',
  );
}
