import * as eslintUtils from '@eslint-community/eslint-utils';
import type { ASTUtils, TSESLint, TSESTree } from '@typescript-eslint/utils';
import { perFile } from './per-file.ts';

/**
 * The syntax-tree vocabulary of the plugin.
 *
 * `@eslint-community/eslint-utils` does the work at run time, with the types that `@typescript-eslint/utils` states
 * for it: depending on the latter would force its `typescript` peer, and its upper bound, on JavaScript projects.
 */
export const {
  findVariable,
  getFunctionNameWithKind,
  getPropertyName,
  getStaticValue,
  getStringIfConstant,
  isOpeningBraceToken,
  isOpeningParenToken,
  isParenthesized,
} = eslintUtils as unknown as Pick<
  typeof ASTUtils,
  | 'findVariable'
  | 'getFunctionNameWithKind'
  | 'getPropertyName'
  | 'getStaticValue'
  | 'getStringIfConstant'
  | 'isOpeningBraceToken'
  | 'isOpeningParenToken'
  | 'isParenthesized'
>;

export type Node = TSESTree.Node;
export type SourceCode = Readonly<TSESLint.SourceCode>;
export type Variable = TSESLint.Scope.Variable;
export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

/** Whether a text is code: a configuration for all files hands rules those in other languages, such as JSON, too. */
export function isJavaScript({ scopeManager }: SourceCode): boolean {
  return Boolean(scopeManager);
}

/** What runs a function: a call, or a construction. */
export type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Whether the node runs a function. */
export function isCall(node: Node): node is Call {
  return node.type === 'CallExpression' || node.type === 'NewExpression';
}

/** All that runs a function in the place where it is written: also a tagged template. */
export type Run = Call | TSESTree.TaggedTemplateExpression;

/** Whether the node runs a function, which may be the tag of a template. */
export function isRun(node: Node): node is Run {
  return isCall(node) || node.type === 'TaggedTemplateExpression';
}

/** What is run, as it is written. */
export function calleeOf(run: Run): TSESTree.Expression {
  return run.type === 'TaggedTemplateExpression' ? run.tag : run.callee;
}

/** Whether the node is a function with a body of its own. */
export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression'
  );
}

/** The statements of a file's modules: of the program, or of the scripts that a Svelte component holds. */
export function moduleStatements({ ast }: SourceCode): readonly TSESTree.ProgramStatement[] {
  const body: readonly (TSESTree.ProgramStatement | SvelteScript)[] = ast.body;
  // Every file is asked, and all that stands at the top of a component has a name of Svelte's own.
  if (!body[0]?.type.startsWith('Svelte')) return ast.body;
  return body.flatMap((node) => (node.type === 'SvelteScriptElement' ? node.body : node));
}

/** What svelte-eslint-parser puts in the place of statements. */
interface SvelteScript {
  readonly type: 'SvelteScriptElement';
  readonly body: readonly TSESTree.ProgramStatement[];
}

/** The nearest function around a node. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let parent = node.parent; parent; parent = parent.parent) if (isFunction(parent)) return parent;
  return undefined;
}

/** Whether a node is another one or a part of it, by where they stand in the text. */
export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

const variablesOf = perFile(() => new Map<TSESTree.Identifier, Variable | null>());

/** Finds the variable an identifier refers to, `null` for an undeclared global. Each is looked for once. */
export function variableOf(identifier: TSESTree.Identifier, sourceCode: SourceCode): Variable | null {
  const variables = variablesOf(sourceCode);
  let variable = variables.get(identifier);
  if (variable === undefined) {
    // Given a name and the innermost scope, the search only walks outwards.
    variable = findVariable(sourceCode.getScope(identifier), identifier.name);
    variables.set(identifier, variable);
  }
  return variable;
}

/**
 * The name of a property or a member, `#name` for a private one, `[Symbol.iterator]` for one of the symbols that the
 * language has, or `null` for any other that is computed.
 */
export function memberName(node: Named): string | null {
  const name = node.type === 'MemberExpression' ? node.property : node.key;
  if (name.type === 'PrivateIdentifier') return `#${name.name}`;
  return getPropertyName(node) ?? (node.computed ? symbolName(name) : null);
}

function symbolName(key: Node): string | null {
  const isSymbol =
    key.type === 'MemberExpression' &&
    !key.computed &&
    key.object.type === 'Identifier' &&
    key.object.name === 'Symbol';
  return isSymbol && key.property.type === 'Identifier' ? `[Symbol.${key.property.name}]` : null;
}

type Named =
  TSESTree.MemberExpression | TSESTree.MethodDefinition | TSESTree.Property | TSESTree.PropertyDefinition;

/** The last name in an expression: `read` of `this.files.read`, `super` of `super`. */
export function lastName(expression: Node): string | undefined {
  const node = withoutTypeWrappers(expression);
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'Super':
      return 'super';
    case 'MemberExpression':
      return memberName(node) ?? undefined;
    default:
      return undefined;
  }
}

/** Takes off the wrappers that leave a value as it is: type assertions, `!` and the end of an optional chain. */
export function withoutTypeWrappers(node: Node): Node {
  switch (node.type) {
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSInstantiationExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return withoutTypeWrappers(node.expression);
    default:
      return node;
  }
}

/** The outermost of the wrappers around an expression that leave its value as it is. */
export function withoutTypeWrappersAround(expression: Node): Node {
  let node = expression;
  while (
    node.parent &&
    node.parent !== node &&
    withoutTypeWrappers(node.parent) === withoutTypeWrappers(node)
  ) {
    node = node.parent;
  }
  return node;
}

/** Whether a value is a function as far as its text shows: a literal, or a name bound to one. */
export function isVisiblyFunction(value: Node, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappers(value);
  if (node.type !== 'Identifier') {
    return (
      node.type === 'ArrowFunctionExpression' ||
      node.type === 'FunctionExpression' ||
      node.type === 'ClassExpression'
    );
  }
  return (
    variableOf(node, sourceCode)?.defs.some(
      (definition) =>
        definition.type === 'FunctionName' ||
        definition.type === 'ClassName' ||
        (definition.type === 'Variable' &&
          (definition.node.init?.type === 'ArrowFunctionExpression' ||
            definition.node.init?.type === 'FunctionExpression')),
    ) === true
  );
}

/** The first answer to a question about a list of things. */
export function firstDefined<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Answer | null | undefined,
): Answer | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== null && answer !== undefined) return answer;
  }
  return undefined;
}
