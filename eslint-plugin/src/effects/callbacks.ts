import { isFunction, variableOf } from '../ast.ts';
import type { FunctionNode, Node, Run, SourceCode } from '../ast.ts';
import type { InlineCallers, Invocation } from '../detect/inline-callers.ts';
import { calledBodies, valueGivenBy } from '../detect/local-function.ts';
import type { Body } from '../detect/local-function.ts';

/**
 * Which functions of a file run where: a callback that is called in place is a part of the function around it, and all
 * others are stretches of their own.
 */
export class Callbacks {
  readonly #sourceCode: SourceCode;
  readonly #callers: InlineCallers;
  readonly #invocations = new Map<FunctionNode, Invocation>();
  readonly #bodies = new Map<Run, readonly Body[]>();

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
    if (!bodies) this.#bodies.set(call, (bodies = calledBodies(call, this.#sourceCode)));
    return bodies;
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
    if (isFunction(value)) return [value];
    if (value.type === 'Identifier') {
      const definition = variableOf(value, this.#sourceCode)?.defs[0];
      if (definition?.type === 'FunctionName' && isFunction(definition.node)) return [definition.node];
      const init = definition?.type === 'Variable' ? definition.node.init : null;
      return init && isFunction(init) ? [init] : [];
    }
    if (value.type === 'ObjectExpression') {
      return value.properties.flatMap((property) =>
        property.type === 'Property' ? this.functionsIn(property.value) : [],
      );
    }
    if (value.type === 'ArrayExpression') {
      return value.elements.flatMap((element) => (element ? this.functionsIn(element) : []));
    }
    return [];
  }
}
