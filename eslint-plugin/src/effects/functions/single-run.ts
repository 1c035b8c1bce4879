import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isFunction, variableOf } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode, Variable } from '../../ast.ts';

const LOOPS = new Set<string>([
  'DoWhileStatement',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'WhileStatement',
]);

/**
 * Whether a function runs once in the life of the program, so that it never meets another run of itself: it is
 * called at one place, that is no loop, and what is around that place runs once too. The `main` of a script does.
 */
export function runsOnce(fn: FunctionNode, sourceCode: SourceCode): boolean {
  let once = known.get(fn);
  if (once === undefined) known.set(fn, (once = isRunOnce(fn, sourceCode, 0)));
  return once;
}

const known = new WeakMap<FunctionNode, boolean>();

function isRunOnce(fn: FunctionNode, sourceCode: SourceCode, depth: number): boolean {
  // Functions that call each other in a circle run as often as they like.
  if (depth > 20) return false;
  const call = onlyCall(fn, sourceCode);
  if (!call || isInLoop(call)) return false;
  const around = enclosingFunction(call);
  return around === undefined || (around !== fn && isRunOnce(around, sourceCode, depth + 1));
}

/** Whether a function runs only by way of some others: all that calls it by its name is in them, and nobody else has it. */
export function runsOnlyWithin(
  fn: FunctionNode,
  functions: readonly FunctionNode[],
  sourceCode: SourceCode,
  depth = 0,
): boolean {
  const name = depth > 20 ? undefined : nameOf(fn);
  const uses = (name && variableOf(name, sourceCode)?.references.filter(({ init }) => !init)) ?? [];
  return (
    uses.length > 0 &&
    uses.every(({ identifier }) => {
      const { parent } = identifier;
      const around = enclosingFunction(identifier);
      if (parent.type !== 'CallExpression' || parent.callee !== identifier || !around) return false;
      return functions.includes(around) || runsOnlyWithin(around, functions, sourceCode, depth + 1);
    })
  );
}

/** A loop statement. */
export type Loop =
  | TSESTree.DoWhileStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForStatement
  | TSESTree.WhileStatement;

/** Whether a node is a loop statement. */
export function isLoop(node: Node): node is Loop {
  return LOOPS.has(node.type);
}

function onlyCall(fn: FunctionNode, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  if (fn.type !== 'FunctionDeclaration' && fn.parent.type === 'CallExpression') {
    return fn.parent.callee === fn ? fn.parent : undefined;
  }
  const name = nameOf(fn);
  const variable = name && variableOf(name, sourceCode);
  const uses = variable?.references.filter((reference) => !reference.init) ?? [];
  const use = uses[0]?.identifier;
  return uses.length === 1 && use?.parent.type === 'CallExpression' && use.parent.callee === use
    ? use.parent
    : undefined;
}

/** The name of a function of this file alone: one that is exported may be called from anywhere. */
function nameOf(fn: FunctionNode): TSESTree.Identifier | undefined {
  if (fn.type === 'FunctionDeclaration') return isExported(fn) ? undefined : (fn.id ?? undefined);
  const { parent } = fn;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return undefined;
  return isExported(parent.parent) ? undefined : parent.id;
}

function isExported({ parent }: Node): boolean {
  return parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
}

function isInLoop(node: Node): boolean {
  for (let { parent } = node; parent && !isFunction(parent); { parent } = parent) {
    if (isLoop(parent)) return true;
  }
  return false;
}

/** Whether each turn of a loop, or each call of a callback, has such a variable of its own. */
export function isOfTurn({ scope, defs: [definition] }: Variable): boolean {
  if (definition?.type === 'Parameter' && isFunction(definition.node))
    return definition.node.parent.type === 'CallExpression';
  for (let node: Node | undefined = scope.block; node && !isFunction(node); node = node.parent) {
    if (isLoop(node)) return true;
  }
  return false;
}
