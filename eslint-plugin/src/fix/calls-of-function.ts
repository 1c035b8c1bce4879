import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, variableOf } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import type { DirectFinding } from '../detect/blocking-uses.ts';
import { borrowedCall } from '../detect/borrowed-call.ts';
import type { Body } from '../detect/local-function.ts';
import { append } from '../multimap.ts';
import { nodesIn } from '../walk.ts';
import { usesPath } from './file-sequence.ts';
import type { FileCall } from './file-sequence.ts';
import type { RewrittenFile } from './rewrite.ts';

/**
 * The blocking calls that a function makes: its own, and those that it makes by way of helpers of its file, as if it
 * made them itself. What `readJson(path)` reads and `writeFileSync(path, …)` writes back belongs together like two
 * calls in one place.
 */

const callsByFunction = new WeakMap<
  readonly DirectFinding[],
  ReadonlyMap<FunctionNode, readonly DirectFinding[]>
>();

/**
 * The findings in one function, those in callbacks that it runs among them, or in one such callback. Those of a file
 * are sorted by function once.
 */
export function callsOf(fn: FunctionNode, all: readonly DirectFinding[]): readonly DirectFinding[] {
  let calls = callsByFunction.get(all);
  if (!calls) callsByFunction.set(all, (calls = groupByFunction(all)));
  return calls.get(fn) ?? [];
}

function groupByFunction(all: readonly DirectFinding[]): Map<FunctionNode, DirectFinding[]> {
  const groups = new Map<FunctionNode, DirectFinding[]>();
  for (const finding of all) {
    const { context } = finding;
    if (context.kind === 'async function') append(groups, context.fn, finding);
    if ('callback' in context) append(groups, context.callback, finding);
  }
  return groups;
}

const helperCalls = new WeakMap<RewrittenFile, HelperCalls>();

/** What blocks in an async function or in a helper, and in the helpers that it calls, as calls of its own. */
export function callsWithHelpers(fn: FunctionNode, file: RewrittenFile): readonly FileCall[] {
  let calls = helperCalls.get(file);
  if (!calls) helperCalls.set(file, (calls = new HelperCalls(file)));
  return calls.of(fn);
}

/** Looks into each function once. */
class HelperCalls {
  readonly #file: RewrittenFile;
  readonly #calls = new Map<Body, readonly FileCall[]>();
  /** Where a function runs helpers. */
  readonly #runs = new Map<Body, { readonly node: Node; readonly body: Body }[]>();

  constructor(file: RewrittenFile) {
    this.#file = file;
    for (const [body, { sites }] of file.helpers) {
      for (const { node, owner } of sites) if (owner) append(this.#runs, owner, { node, body });
    }
    for (const { node, body, context } of file.indirect) {
      if (body && context.kind === 'async function') append(this.#runs, context.fn, { node, body });
    }
  }

  of(body: Body): readonly FileCall[] {
    let calls = this.#calls.get(body);
    if (!calls) {
      // Helpers that call each other end here.
      this.#calls.set(body, []);
      const { findings, helpers } = this.#file;
      const own = helpers.get(body)?.calls ?? (isFunction(body) ? callsOf(body, findings) : []);
      const runs = this.#runs.get(body);
      calls = runs ? [...own, ...runs.flatMap((run) => this.#madeBy(run.node, run.body))] : own;
      this.#calls.set(body, calls);
    }
    return calls;
  }

  /** What a call of a helper does, with the arguments that it passes on. */
  #madeBy(node: Node, body: Body): FileCall[] {
    if (node.type !== 'CallExpression' || borrowedCall(node)) return [];
    const { sourceCode } = this.#file;
    // Helpers that call helpers many times would do the same times over.
    const made = new Map<string, FileCall>();
    for (const { node: inner, entry, borrowed } of this.of(body)) {
      const args = borrowed ? borrowed.args : inner.type === 'CallExpression' ? inner.arguments : undefined;
      if (!args || !usesPath(entry)) continue;
      const passed = args.map((arg) => arg && argumentOf(node, arg, body, sourceCode));
      const key = [entry.export, ...passed.map((arg) => arg && sourceCode.getText(arg))].join('\n');
      made.set(key, { node, entry, borrowed: { args: passed } });
    }
    return [...made.values()];
  }
}

/** What stands for an argument of a call in a helper where the helper is called; nothing if only the helper knows it. */
function argumentOf(
  call: TSESTree.CallExpression,
  arg: TSESTree.CallExpressionArgument,
  body: Body,
  sourceCode: SourceCode,
): TSESTree.CallExpressionArgument | undefined {
  const at = arg.type === 'Identifier' && isFunction(body) ? positionOf(arg, body, sourceCode) : -1;
  if (at === -1) return isKnownOutside(arg, call, body, sourceCode) ? arg : undefined;
  const passed = call.arguments.slice(0, at + 1);
  return passed.some(({ type }) => type === 'SpreadElement') ? undefined : passed[at];
}

/** Which parameter of a function a name stands for, if it keeps its value. */
function positionOf(name: TSESTree.Identifier, fn: FunctionNode, sourceCode: SourceCode): number {
  const variable = variableOf(name, sourceCode);
  const isParameter = variable?.defs[0]?.type === 'Parameter' && variable.defs[0].node === fn;
  if (!isParameter || variable.references.some((use) => use.isWrite() && !use.init)) return -1;
  return fn.params.findIndex((parameter) => {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    return target.type === 'Identifier' && target.name === name.name;
  });
}

/** Whether an expression in a helper means the same where the helper is called. */
function isKnownOutside(
  arg: Node,
  { callee }: TSESTree.CallExpression,
  body: Body,
  sourceCode: SourceCode,
): boolean {
  const isOwnMethod = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  return nodesIn(arg, sourceCode).every((node) => {
    if (node.type === 'ThisExpression') return isOwnMethod;
    if (node.type !== 'Identifier' || isPropertyName(node)) return true;
    const block = variableOf(node, sourceCode)?.scope.block;
    return !block || block.range[0] < body.range[0] || block.range[1] > body.range[1];
  });
}

function isPropertyName(name: TSESTree.Identifier): boolean {
  const { parent } = name;
  return parent.type === 'MemberExpression' && parent.property === name && !parent.computed;
}
