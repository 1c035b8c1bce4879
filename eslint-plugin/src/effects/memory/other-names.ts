import type { TSESTree } from '@typescript-eslint/utils';
import {
  enclosingFunction,
  isFunction,
  lastName,
  memberName,
  variableOf,
  withoutTypeWrappers,
} from '../../ast.ts';
import type { Call, Node, SourceCode } from '../../ast.ts';
import { valueOf } from '../../detect/local-function.ts';
import { globalPlace } from './bindings.ts';
import { step } from './location.ts';
import type { Place } from './location.ts';

/** Memory that has more than one name: views of bytes, what leads to an object, globals, what a module exports. */

/** What a call or `new` gives, where that is no memory of its own. */
export interface Shared {
  /** The expression whose memory it is. */
  readonly of: Node;
  /** Whether it is its bytes, each of which several views know by several names. */
  readonly isBytes: boolean;
}

/** Finds whose memory the value of a call is: that of `holder` for `new WeakRef(holder)`, of `frame` for `frame.subarray(4)`. */
export function sharedBy(node: Call, sourceCode: SourceCode): Shared | undefined {
  const callee = withoutTypeWrappers(node.callee);
  const name = lastName(callee) ?? '';
  const [first] = node.arguments;
  if (node.type === 'NewExpression') {
    if (callee.type !== 'Identifier' || !first || !isGlobal(callee, sourceCode)) return undefined;
    if (name === 'Proxy' || name === 'WeakRef') return { of: first, isBytes: false };
    return VIEWS.test(name) ? viewOf(first, sourceCode) : undefined;
  }
  if (callee.type !== 'MemberExpression') return undefined;
  const { object } = callee;
  if (name === 'deref') return { of: object, isBytes: false };
  if (name === 'subarray' || (name === 'slice' && isBuffer(object, sourceCode)))
    return { of: object, isBytes: true };
  if (!first || object.type !== 'Identifier' || !isGlobal(object, sourceCode)) return undefined;
  if (object.name === 'Buffer') return name === 'from' ? viewOf(first, sourceCode) : undefined;
  if (object.name !== 'Object') return undefined;
  // What a run makes of a prototype is its own, as far as it writes to it.
  const isInherited = name === 'create' && enclosingFunction(node) === undefined;
  return isInherited || GIVES_ITS_ARGUMENT.test(name) ? { of: first, isBytes: false } : undefined;
}

const VIEWS = /^(?:DataView|(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array)$/;

/** Functions of `Object` that give the object which they were given. */
const GIVES_ITS_ARGUMENT =
  /^(?:assign|define(?:Property|Properties)|freeze|preventExtensions|seal|setPrototypeOf)$/;

/** A list of numbers is copied; a buffer of bytes is not. */
function viewOf(argument: Node, sourceCode: SourceCode): Shared | undefined {
  const node = withoutTypeWrappers(argument);
  if (node.type === 'MemberExpression' && memberName(node) === 'buffer')
    return { of: node.object, isBytes: true };
  const value = node.type === 'Identifier' ? valueOf(node, sourceCode) : undefined;
  const isOfBytes =
    value?.type === 'NewExpression' && /^(?:Shared)?ArrayBuffer$/.test(lastName(value.callee) ?? '');
  return isOfBytes ? { of: node, isBytes: true } : undefined;
}

function isBuffer(object: Node, sourceCode: SourceCode): boolean {
  const value = object.type === 'Identifier' ? valueOf(object, sourceCode) : object;
  return (
    value?.type === 'CallExpression' &&
    value.callee.type === 'MemberExpression' &&
    lastName(value.callee.object) === 'Buffer'
  );
}

function isGlobal(name: TSESTree.Identifier, sourceCode: SourceCode): boolean {
  return (variableOf(name, sourceCode)?.defs.length ?? 0) === 0;
}

/** A property of what is at a place: those of the object that holds all globals are known by their names alone, too. */
export function property(place: Place, name: string): Place {
  if (place.steps.length > 0) return step(place, name);
  const { text } = step(place, name);
  if (place.root === 'global globalThis' && /^[A-Za-z_$]/.test(name)) return { ...globalPlace(name), text };
  if (place.root === 'global module' && name === 'exports') return { ...EXPORTS, text };
  return step(place, name);
}

const EXPORTS: Place = { kind: 'memory', root: 'global exports', steps: [], text: 'exports' };

/** What `this` is at the top of a CommonJS module, and in a function that is exported by an assignment. */
export function exportsAsThis(node: Node): Place | undefined {
  let fn = enclosingFunction(node);
  while (fn?.type === 'ArrowFunctionExpression') fn = enclosingFunction(fn);
  const isOfModule = fn === undefined || (fn.type === 'FunctionExpression' && isExported(fn));
  return isOfModule ? { ...EXPORTS, text: 'this' } : undefined;
}

/** Whether a value is exported by an assignment: `exports.save = …`, the object of `module.exports = { … }`. */
export function isExported(value: Node): boolean {
  const { parent } = value;
  if (parent?.type !== 'AssignmentExpression' || parent.right !== value) return false;
  const { left } = parent;
  if (isExportsObject(left)) return value.type === 'ObjectExpression' || isExported(parent);
  return left.type === 'MemberExpression' && isExportsObject(left.object) && isFunction(value);
}

function isExportsObject(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'exports';
  return (
    node.type === 'MemberExpression' &&
    memberName(node) === 'exports' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module'
  );
}
