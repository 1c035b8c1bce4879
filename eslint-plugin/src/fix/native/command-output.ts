import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isOpeningBraceToken, variableOf } from '../../ast.ts';
import type { Call, Node, SourceCode } from '../../ast.ts';

/**
 * `exec` and `execFile` in the place of `execSync` and `execFileSync`: they give text where the others give bytes,
 * and know fewer options.
 */

/** What else to write into a call so that it gives bytes where the blocking function did. */
export interface CommandOutput {
  readonly edits?: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
}

/** Where the options of a call are: an object literal, or not given. */
type Options = TSESTree.ObjectExpression | 'none';

/** Judges the arguments of a command; `undefined` when the asynchronous function would not do the same with them. */
export function commandOutput(call: Call, twin: string, sourceCode: SourceCode): CommandOutput | undefined {
  const options = optionsOf(call.arguments, twin === 'execFile', sourceCode);
  const last = call.arguments.at(-1);
  if (!options || !last) return undefined;
  const names = options === 'none' ? [] : options.properties.map(nameOf);
  if (names.some((name) => name === null || name === 'input' || name === 'stdio')) return undefined;
  if (names.includes('encoding') || isTakenAsText(call)) return {};
  if (options === 'none') return { edits: (fixer) => [fixer.insertTextAfter(last, `, { ${BYTES} }`)] };
  const brace = sourceCode.getFirstToken(options, isOpeningBraceToken);
  if (!brace) return undefined;
  return {
    edits: (fixer) => [fixer.insertTextAfter(brace, ` ${BYTES}${names.length > 0 ? ',' : ' '}`)],
  };
}

const BYTES = "encoding: 'buffer'";

function optionsOf(
  args: readonly TSESTree.CallExpressionArgument[],
  takesList: boolean,
  sourceCode: SourceCode,
): Options | undefined {
  if (args.some(({ type }) => type === 'SpreadElement')) return undefined;
  const [, second, third] = args;
  if (!second) return 'none';
  if (second.type === 'ObjectExpression') return second;
  if (!takesList) return undefined;
  if (third) return third.type === 'ObjectExpression' ? third : undefined;
  return isList(second, sourceCode) ? 'none' : undefined;
}

/** The arguments of a program stand where its options may stand too. */
function isList(node: Node, sourceCode: SourceCode): boolean {
  if (node.type === 'ArrayExpression') return true;
  const definition = node.type === 'Identifier' ? variableOf(node, sourceCode)?.defs[0] : undefined;
  return (
    definition?.type === 'Variable' &&
    definition.parent.kind === 'const' &&
    definition.node.init?.type === 'ArrayExpression'
  );
}

/** The name of an option; `null` where the text does not show it. */
function nameOf(property: TSESTree.ObjectLiteralElement): string | null {
  return property.type === 'Property' ? getPropertyName(property) : null;
}

/** Whether the output is thrown away, or turned into text at once. */
function isTakenAsText(call: Call): boolean {
  const { parent } = call;
  if (parent.type === 'ExpressionStatement') return true;
  return (
    parent.type === 'MemberExpression' &&
    parent.object === call &&
    getPropertyName(parent) === 'toString' &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent &&
    parent.parent.arguments.length === 0
  );
}
