import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, withoutTypeWrappers } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { boundFunction } from '../detect/borrowed-call.ts';
import type { ClassNode } from '../detect/execution-context.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveFunction } from '../detect/export-reference.ts';
import { classBodies, valueGivenBy, valueOf } from '../detect/local-function.ts';
import type { Body } from '../detect/local-function.ts';
import type { FunctionSummary, Value } from './summary.ts';

/** Longer chains of names and calls are not followed. */
const DEEPEST = 8;

/** Says what expressions of a file stand for, as data that outlives its syntax tree. */
export class ValueReader {
  readonly #sourceCode: SourceCode;
  readonly #summaryOf: (body: Body) => FunctionSummary;
  readonly #known = new Map<Node, Value | undefined>();

  constructor(sourceCode: SourceCode, summaryOf: (body: Body) => FunctionSummary) {
    this.#sourceCode = sourceCode;
    this.#summaryOf = summaryOf;
  }

  of(expression: Node, depth = 0): Value | undefined {
    const node = withoutTypeWrappers(expression);
    if (depth > DEEPEST) return undefined;
    if (this.#known.has(node)) return this.#known.get(node);
    // What refers to itself says nothing new.
    this.#known.set(node, undefined);
    const value = this.#read(node, depth);
    this.#known.set(node, value);
    return value;
  }

  #read(node: Node, depth: number): Value | undefined {
    if (isFunction(node)) return this.#function(node, depth);
    switch (node.type) {
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#class(node, depth);
      case 'ObjectExpression':
        return this.#object(node, depth);
      case 'NewExpression': {
        const of = this.of(node.callee, depth + 1);
        return of && { kind: 'instance', of };
      }
      case 'Identifier': {
        const value = valueOf(node, this.#sourceCode);
        return (value && this.of(value, depth + 1)) ?? this.#imported(node);
      }
      case 'AssignmentExpression':
        return node.operator === '=' ? this.of(node.right, depth + 1) : undefined;
      case 'CallExpression': {
        const bound = boundFunction(node);
        if (bound) return this.of(bound.callee, depth + 1);
        const called = this.of(node.callee, depth + 1);
        return called?.kind === 'function' && !called.fn.isAsync ? called.gives : this.#imported(node);
      }
      case 'MemberExpression': {
        const name = memberName(node);
        const object = name === null ? undefined : this.of(node.object, depth + 1);
        const member = name !== null && object?.kind === 'object' ? object.members.get(name) : undefined;
        return member ?? this.#imported(node);
      }
      default:
        return this.#imported(node);
    }
  }

  #function(fn: FunctionNode, depth: number): Value {
    const given = valueGivenBy(fn, this.#sourceCode);
    const gives = given ? this.of(given, depth + 1) : undefined;
    return { kind: 'function', fn: this.#summaryOf(fn), ...(gives && { gives }) };
  }

  #object(node: TSESTree.ObjectExpression, depth: number): Value {
    const members = new Map<string, Value>();
    const spread: Value[] = [];
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        const value = this.of(property.argument, depth + 1);
        // What is spread may replace what stands before it.
        members.clear();
        if (value) spread.push(value);
        continue;
      }
      const name = memberName(property);
      const value =
        name === null || property.kind !== 'init' ? undefined : this.of(property.value, depth + 1);
      if (name === null) continue;
      if (value) members.set(name, value);
      else members.delete(name);
    }
    return { kind: 'object', members, spread };
  }

  #class(node: ClassNode, depth: number): Value {
    const statics = new Map<string, Value>();
    const instance = new Map<string, Value>();
    for (const member of node.body.body) {
      if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
      const name = memberName(member);
      const isValue = member.type === 'PropertyDefinition' || member.kind === 'method';
      if (name === null || !isValue || !member.value) continue;
      const value = this.of(member.value, depth + 1);
      if (value) (member.static ? statics : instance).set(name, value);
    }
    const parent = node.superClass ? this.of(node.superClass, depth + 1) : undefined;
    const construction = classBodies(node, this.#sourceCode).map(this.#summaryOf);
    return { kind: 'class', construction, statics, instance, ...(parent && { parent }) };
  }

  /** What an expression stands for of another module. */
  #imported(node: Node): Value | undefined {
    const found = resolveFunction(
      node,
      (specifier, path) =>
        specifier === GLOBAL_MODULE ? undefined : ({ kind: 'imported', specifier, path } as const),
      this.#sourceCode,
    );
    return found?.certain ? found.value : undefined;
  }
}
