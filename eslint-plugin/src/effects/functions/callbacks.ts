import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, variableOf } from '../../ast.ts';
import type { FunctionNode, Node, Run, SourceCode } from '../../ast.ts';
import type { InlineCallers, Invocation } from '../../detect/inline-callers.ts';
import { calledBodies, referredBodies, valueGivenBy } from '../../detect/local-function.ts';
import type { Body } from '../../detect/local-function.ts';
import { isEmit, isTakenFromList, keptFunctions } from './kept-functions.ts';
import type { KeptFunctions } from './kept-functions.ts';

/**
 * Which functions of a file run where: a callback that is called in place is a part of the function around it, and all
 * others are stretches of their own.
 */
export class Callbacks {
  readonly #sourceCode: SourceCode;
  readonly #callers: InlineCallers;
  readonly #invocations = new Map<FunctionNode, Invocation>();
  readonly #bodies = new Map<Run, readonly Body[]>();
  #kept: KeptFunctions | undefined;

  constructor(sourceCode: SourceCode, callers: InlineCallers) {
    this.#sourceCode = sourceCode;
    this.#callers = callers;
  }

  /** What becomes of a function that is written as a value. */
  invocation(fn: FunctionNode): Invocation {
    let invocation = this.#invocations.get(fn);
    if (!invocation) this.#invocations.set(fn, (invocation = this.#callers.invocation(fn)));
    return invocation;
  }

  /** Whether a function runs in place, as a part of the one around it. */
  isPart(fn: FunctionNode): boolean {
    return !fn.async && !fn.generator && this.invocation(fn).kind === 'inline';
  }

  /** The function that the code at a node is a part of, or the program. */
  stretchAround(node: Node): Node {
    let at: Node = node;
    while (at.parent) {
      at = at.parent;
      if (isFunction(at) && !this.isPart(at)) return at;
    }
    return at;
  }

  /** The functions of the file that a call runs. */
  bodiesRun(call: Run): readonly Body[] {
    let bodies = this.#bodies.get(call);
    if (!bodies) {
      // A function that calls itself by way of its parameter ends here.
      this.#bodies.set(call, []);
      const called = calledBodies(call, this.#sourceCode);
      this.#bodies.set(call, (bodies = called.length > 0 ? called : this.#given(call)));
    }
    return bodies;
  }

  /** Whether an object may be an instance of a class of the file: one that was given, or is held by a field. */
  #mayBeOfFile({ object }: TSESTree.MemberExpression): boolean {
    if (object.type === 'MemberExpression') return object.object.type === 'ThisExpression';
    if (object.type !== 'Identifier') return false;
    return variableOf(object, this.#sourceCode)?.defs[0]?.type === 'Parameter';
  }

  /** The functions that the calls of the file pass for a parameter which is called: `work` in `inFolder(folder, work)`. */
  #given(call: Run): readonly Body[] {
    const { callee } = call as Partial<TSESTree.CallExpression>;
    if (callee && isEmit(callee)) return this.kept.listeners;
    if (callee?.type === 'ConditionalExpression' || callee?.type === 'LogicalExpression')
      return this.functionsIn(callee);
    if (callee?.type === 'CallExpression') {
      const given = this.bodiesRun(callee).flatMap((body) =>
        isFunction(body) ? (this.valueGivenBy(body) ?? []) : [],
      );
      if (given.length > 0) return given.filter(isFunction);
    }
    if (callee?.type === 'MemberExpression' && this.#mayBeOfFile(callee))
      return this.kept.methods.get(memberName(callee) ?? '') ?? [];
    if (callee && isTakenFromList(callee, this.#sourceCode)) return this.kept.elements;
    if (callee?.type !== 'Identifier') return [];
    const [definition] = variableOf(callee, this.#sourceCode)?.defs ?? [];
    if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return [];
    const fn: FunctionNode = definition.node;
    const index = fn.params.findIndex((parameter) => parameter === definition.name);
    const holder =
      fn.type === 'FunctionDeclaration'
        ? fn.id
        : fn.parent.type === 'VariableDeclarator'
          ? fn.parent.id
          : null;
    const variable = holder?.type === 'Identifier' ? variableOf(holder, this.#sourceCode) : null;
    if (index === -1 || !variable) return [];
    return variable.references.flatMap(({ identifier: { parent } }) => {
      const given = parent.type === 'CallExpression' ? parent.arguments[index] : undefined;
      return given ? this.functionsIn(given) : [];
    });
  }

  /** The functions that the file hands to somebody who keeps them: listeners, handlers in lists, converters. */
  get kept(): KeptFunctions {
    return (this.#kept ??= keptFunctions(this.#sourceCode, (value) => this.functionsIn(value)));
  }

  /** What a function gives, where it says so in one place. */
  valueGivenBy(fn: FunctionNode): Node | null {
    return valueGivenBy(fn, this.#sourceCode);
  }

  /** The list whose elements a callback gets by its first parameter: `files` for `file` in `files.map((file) => …)`. */
  elementsGivenTo(fn: Node, parameter: Node): Node | undefined {
    if (!isFunction(fn) || fn.params[0] !== parameter) return undefined;
    const { parent } = fn;
    if (parent.type !== 'CallExpression' || parent.arguments[0] !== fn) return undefined;
    const { callee } = parent;
    return this.invocation(fn).kind === 'inline' && callee.type === 'MemberExpression'
      ? callee.object
      : undefined;
  }

  /** The functions of the file that an expression stands for, where it is handed to somebody. */
  functionsIn(value: Node): readonly FunctionNode[] {
    switch (value.type) {
      case 'ObjectExpression':
        return value.properties.flatMap((property) =>
          property.type === 'Property' ? this.functionsIn(property.value) : [],
        );
      case 'ArrayExpression':
        return value.elements.flatMap((element) => (element ? this.functionsIn(element) : []));
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return [value];
      case 'ConditionalExpression':
        return [...this.functionsIn(value.consequent), ...this.functionsIn(value.alternate)];
      case 'LogicalExpression':
        return [...this.functionsIn(value.left), ...this.functionsIn(value.right)];
      case 'Identifier':
      case 'MemberExpression':
      case 'CallExpression':
        return referredBodies(value, this.#sourceCode).filter(isFunction);
      default:
        return [];
    }
  }
}
