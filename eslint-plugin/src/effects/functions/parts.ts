import { isFunction } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import type { InlineCallers, Invocation } from '../../detect/inline-callers.ts';

/**
 * Which functions of a file run where: a callback that is called in place is a part of the function around it, and all
 * others are stretches of their own.
 */
export class Parts {
  readonly #callers: InlineCallers;
  readonly #invocations = new Map<FunctionNode, Invocation>();
  /** Asked of each touch of one function at each call of another. */
  readonly #stretches = new Map<Node, Node>();

  constructor(callers: InlineCallers) {
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
    let stretch = this.#stretches.get(node);
    if (!stretch) this.#stretches.set(node, (stretch = this.#findStretch(node)));
    return stretch;
  }

  #findStretch(node: Node): Node {
    let at = node;
    while (at.parent) {
      at = at.parent;
      if (isFunction(at) && !this.isPart(at)) return at;
    }
    return at;
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
}
