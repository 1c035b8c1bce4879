import type { TSESTree } from '@typescript-eslint/utils';
import {
  enclosingFunction,
  getPropertyName,
  getStringIfConstant,
  memberName,
  variableOf,
  withoutTypeWrappers,
} from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { membersOfThis } from '../walk.ts';
import { GLOBAL_MODULE, resolveExport } from './export-reference.ts';

/**
 * Listeners of the `exit` event of the process. The event loop has ended by then: blocking stops nobody, and what is
 * not done before the listener returns, or awaits, is never done.
 */

const LISTEN = new Set(['addListener', 'on', 'once', 'prependListener', 'prependOnceListener']);

/** Whether a function, or an expression that stands for one, is given to `process.on('exit', …)`. */
export function isExitListener(listener: Node, sourceCode: SourceCode): boolean {
  const value = boundOrSame(listener);
  const { parent } = value;
  if (parent?.type !== 'CallExpression') return false;
  const [event, given] = parent.arguments;
  const callee = withoutTypeWrappers(parent.callee);
  return (
    callee.type === 'MemberExpression' &&
    LISTEN.has(getPropertyName(callee) ?? '') &&
    event !== undefined &&
    given === value &&
    getStringIfConstant(event) === 'exit' &&
    resolveExport(callee.object, isProcess, sourceCode) !== undefined
  );
}

const known = new WeakMap<FunctionNode, boolean>();

/** Whether a function is such a listener, or is called by one, as far as its own name tells. */
export function runsAtExit(fn: FunctionNode, sourceCode: SourceCode): boolean {
  let runs = known.get(fn);
  if (runs === undefined)
    known.set(fn, (runs = namesExit(sourceCode) && isGivenOrCalledAtExit(fn, sourceCode)));
  return runs;
}

const filesByExit = new WeakMap<SourceCode, boolean>();

/** Whether a file can listen to the event at all. Most do not, which is found out once for all of their functions. */
function namesExit(sourceCode: SourceCode): boolean {
  let names = filesByExit.get(sourceCode);
  if (names === undefined) filesByExit.set(sourceCode, (names = sourceCode.text.includes('exit')));
  return names;
}

function isGivenOrCalledAtExit(fn: FunctionNode, sourceCode: SourceCode): boolean {
  return (
    isExitListener(fn, sourceCode) ||
    usesOf(fn, sourceCode).some((use) => {
      const around =
        use.parent?.type === 'CallExpression' && use.parent.callee === use && enclosingFunction(use);
      return isExitListener(use, sourceCode) || (around && isExitListener(around, sourceCode));
    })
  );
}

function isProcess(module: string, path: readonly string[]): true | undefined {
  const place = module === GLOBAL_MODULE ? path : [module, ...path];
  return place[0] === 'process' && place.slice(1).every((step) => step === 'default') ? true : undefined;
}

/** `listener.bind(this)`, where that is what becomes of a listener. */
function boundOrSame(listener: Node): Node {
  const { parent } = listener;
  return parent?.type === 'MemberExpression' &&
    parent.object === listener &&
    getPropertyName(parent) === 'bind' &&
    parent.parent.type === 'CallExpression'
    ? parent.parent
    : listener;
}

/** Where a function is named: by the variable that holds it or, if it is a method, as a property of `this`. */
function usesOf(fn: FunctionNode, sourceCode: SourceCode): readonly Node[] {
  const { parent } = fn;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    const name = memberName(parent);
    return name === null ? [] : (membersOfClass(parent.parent, sourceCode).get(name) ?? []);
  }
  const name = nameOf(fn);
  return name ? (variableOf(name, sourceCode)?.references.map(({ identifier }) => identifier) ?? []) : [];
}

const membersByClass = new WeakMap<TSESTree.ClassBody, ReturnType<typeof membersOfThis>>();

/** Where a class names properties of `this`, by their names. Each of its methods is asked for. */
function membersOfClass(body: TSESTree.ClassBody, sourceCode: SourceCode): ReturnType<typeof membersOfThis> {
  let members = membersByClass.get(body);
  if (!members) membersByClass.set(body, (members = membersOfThis(body, sourceCode)));
  return members;
}

function nameOf(fn: FunctionNode): TSESTree.Identifier | null {
  if (fn.type === 'FunctionDeclaration') return fn.id;
  const { parent } = fn;
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
}
