import {
  contains,
  isCall,
  lastName,
  variableOf,
  withoutTypeWrappers,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../../ast.ts';
import { isChanging } from '../known/known-calls.ts';
import type { Touch } from '../memory/location.ts';

/**
 * Whether two calls of functions of one module of the project have to do with what it keeps: a file sees nothing of it,
 * and most functions keep nothing. Two that change something do; one that asks and one that changes do if the answer
 * decides, or goes into the change, or if their names tell that they are about the same thing.
 */
export function sharesModuleState(first: Touch, last: Touch, sourceCode: SourceCode): boolean {
  const asked = [first, last].find(({ does }) => does === 'look');
  const changed = [first, last].find(({ does }) => does !== 'look');
  // Who only asks, and asks twice, has had two answers.
  if (!changed || first.node === last.node) return false;
  if (!asked) return true;
  if (!isCall(changed.node)) return true;
  if (!isCall(asked.node))
    return (changed !== first && asked.decides === true) || isSetBy(asked, changed.node);
  return (
    // A question about two things compares them.
    (asked.decides === true && asked.node.arguments.length < 2) ||
    asked.node.arguments.length === 0 ||
    isOfObject(asked.node, sourceCode) ||
    isOfOneObject(asked.node, changed.node, sourceCode) ||
    (asked === first && isGivenTo(asked.node, changed.node, sourceCode)) ||
    // Who sets something up before does so for what is asked after.
    (changed === first && isSettingUp(lastName(changed.node.callee) ?? '')) ||
    sharesWord(lastName(asked.node.callee) ?? '', lastName(changed.node.callee) ?? '')
  );
}

/** Whether a function may set what the module exports: `user` after `setUser(name)`, `ajv.errors` after `ajv.validate(data)`. */
function isSetBy({ at }: Touch, { callee }: Call): boolean {
  if (at.kind !== 'memory') return false;
  const name = lastName(callee) ?? '';
  const object = callee.type === 'MemberExpression' ? lastName(callee.object) : undefined;
  return SETTING_UP.test(name) || at.steps.some((it) => it === object || sharesWord(`the ${it}`, name));
}

function isSettingUp(name: string): boolean {
  return isChanging(name) || SETTING_UP.test(name);
}

const SETTING_UP =
  /^(?:activate|configure|enter|init|leave|load|login|logout|open|reset|restore|select|start|switch|use)(?![a-z])/;

/** Whether a function is a method of an object that is imported, and not of the module itself. */
function isOfObject({ callee }: Call, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappers(callee);
  if (node.type !== 'MemberExpression') return false;
  // `orm.table('users').find(name)`
  const object = withoutTypeWrappers(node.object);
  if (object.type === 'CallExpression') return true;
  if (object.type !== 'Identifier') return false;
  const [definition] = variableOf(object, sourceCode)?.defs ?? [];
  return definition?.type === 'ImportBinding' && definition.node.type !== 'ImportNamespaceSpecifier';
}

/** Whether two calls are made on what one variable holds: `users.find(name)` and `users.insert(name)`. */
function isOfOneObject(one: Call, other: Call, sourceCode: SourceCode): boolean {
  const [a, b] = [one, other].map(({ callee }) => {
    const object = callee.type === 'MemberExpression' ? withoutTypeWrappers(callee.object) : undefined;
    return object?.type === 'Identifier' ? variableOf(object, sourceCode) : null;
  });
  return a !== null && a === b && a?.defs[0]?.type === 'Variable';
}

/** Whether what one call gives is among what another one is given. */
function isGivenTo(asked: Call, changed: Call, sourceCode: SourceCode): boolean {
  let node: Node = withoutTypeWrappersAround(asked);
  if (node.parent?.type === 'AwaitExpression') node = withoutTypeWrappersAround(node.parent);
  if (node.parent?.type !== 'VariableDeclarator') return false;
  const variables: readonly Variable[] = sourceCode.getDeclaredVariables(node.parent);
  return variables.some(({ references }) =>
    references.some(({ identifier }) => changed.arguments.some((argument) => contains(argument, identifier))),
  );
}

/** Whether two names have a word in common that tells what they are about: `getUser` and `setUser`. */
export function sharesWord(one: string, other: string): boolean {
  const words = new Set(wordsOf(one));
  return wordsOf(other).some((word) => words.has(word));
}

function wordsOf(name: string): string[] {
  return name
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .slice(1)
    .map((word) => word.toLowerCase().replace(/s$/, ''))
    .filter((word) => word.length > 2 && !GENERAL.has(word));
}

/** Words that tell nothing of what a function is about. */
const GENERAL = new Set(
  'and all async by data dir file for from in info into key name of or path sync the to value with'.split(
    ' ',
  ),
);
