import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, lastName, withoutTypeWrappers } from '../../ast.ts';
import type { Node } from '../../ast.ts';
import type { Facts } from './facts.ts';
import { pathText } from '../memory/location.ts';
import type { Step } from './steps.ts';

/** Questions whose answers do not matter: who asks them does something that minds no answer. */

/** Functions that do not mind what they find, each with the option that says so, if it takes one. */
const INDIFFERENT: Readonly<Record<string, string | undefined>> = {
  ensureDirSync: undefined,
  mkdirSync: 'recursive',
  mkdirpSync: undefined,
  removeSync: undefined,
  rimrafSync: undefined,
  rmSync: 'force',
};

/**
 * Whether the answer to a question decides nothing but whether something is done that minds no other answer:
 * `if (!existsSync(dir)) mkdirSync(dir, { recursive: true })`.
 */
export function decidesNothingElse(
  { test, consequent, alternate }: TSESTree.IfStatement,
  facts: Facts,
): boolean {
  const asked = withoutTypeWrappers(
    test.type === 'UnaryExpression' && test.operator === '!' ? test.argument : test,
  );
  if (
    alternate ||
    asked.type !== 'CallExpression' ||
    !/^(?:existsSync|pathExistsSync)$/.test(nameCalled(asked))
  )
    return false;
  const statements = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
  const calls = statements.map((statement) => {
    const expression = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    return expression?.type === 'AwaitExpression' ? expression.argument : expression;
  });
  const [only, another] = calls.filter((call) => !isPrinting(call));
  if (only?.type !== 'CallExpression' || another || !Object.hasOwn(INDIFFERENT, nameCalled(only)))
    return false;
  const option = INDIFFERENT[nameCalled(only)];
  const [askedFor] = argumentsOf(asked);
  const [given, options] = argumentsOf(only);
  if (!askedFor || !given || (option !== undefined && !isOn(option, options))) return false;
  const [one, other] = [askedFor, given].map((path) => facts.paths.of(path));
  return one !== undefined && other !== undefined && pathText(one) === pathText(other);
}

/** What a function is given, also where `toThread` calls it. */
function argumentsOf({ callee, arguments: args }: TSESTree.CallExpression): readonly Node[] {
  return lastName(callee) === 'toThread' ? args.slice(1) : args;
}

/** The name of what is called, also where `toThread` calls it. */
function nameCalled({ callee, arguments: [first] }: TSESTree.CallExpression): string {
  const name = lastName(callee) ?? '';
  return name === 'toThread' && first ? (lastName(first) ?? '') : name;
}

function isPrinting(node: Node | undefined): boolean {
  return (
    node?.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    /^(?:console|log(?:ger)?)$/.test(lastName(node.callee.object) ?? '')
  );
}

function isOn(option: string, options: Node | undefined): boolean {
  return (
    options?.type === 'ObjectExpression' &&
    options.properties.some(
      (property) =>
        property.type === 'Property' &&
        getPropertyName(property) === option &&
        property.value.type === 'Literal' &&
        property.value.value === true,
    )
  );
}

/** A question whose answer does not matter. */
export function withoutQuestion(step: Step): Step {
  if (step.type !== 'block') return step;
  return { ...step, touches: step.touches.filter(({ at }) => at.kind !== 'file') };
}
