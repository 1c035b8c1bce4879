import { variableOf } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import type { Callbacks } from '../functions/callbacks.ts';
import type { Places } from '../memory/places.ts';
import type { Holder } from './steps.ts';

/** Finds what can hold a value: variables, and places. */
export class Holders {
  readonly #sourceCode: SourceCode;
  readonly #callbacks: Callbacks;
  readonly #places: Places;

  constructor(sourceCode: SourceCode, callbacks: Callbacks, places: Places) {
    this.#sourceCode = sourceCode;
    this.#callbacks = callbacks;
    this.#places = places;
  }

  /** What a variable, or an expression, is made from: the variables and places at the roots of it. */
  of(expression: Node, depth = 0): readonly Holder[] {
    if (depth > 6) return [];
    switch (expression.type) {
      case 'Identifier': {
        const variable = variableOf(expression, this.#sourceCode);
        if (!variable) return [];
        return [variable, ...this.#sourcesOf(variable, depth), ...this.#places.of(expression).map(holderOf)];
      }
      case 'ThisExpression':
        return this.#places.of(expression).map(holderOf);
      case 'MemberExpression':
        return [...this.#places.of(expression).map(holderOf), ...this.of(expression.object, depth + 1)];
      case 'CallExpression':
        return expression.callee.type === 'MemberExpression'
          ? this.of(expression.callee.object, depth + 1)
          : [];
      case 'AwaitExpression':
        return this.of(expression.argument, depth + 1);
      case 'ChainExpression':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
        return this.of(expression.expression, depth + 1);
      case 'ConditionalExpression':
        return [...this.of(expression.consequent, depth + 1), ...this.of(expression.alternate, depth + 1)];
      case 'LogicalExpression':
        return [...this.of(expression.left, depth + 1), ...this.of(expression.right, depth + 1)];
      default:
        return [];
    }
  }

  #sourcesOf(variable: Variable, depth: number): readonly Holder[] {
    const [definition] = variable.defs;
    if (definition?.type === 'Parameter') {
      const list = this.#callbacks.parts.elementsGivenTo(definition.node, definition.name);
      return list ? this.of(list, depth + 1) : [];
    }
    if (definition?.type !== 'Variable') return [];
    return variable.references.flatMap(({ writeExpr }) => (writeExpr ? this.of(writeExpr, depth + 1) : []));
  }

  /** What a declaration declares. */
  variablesIn(declarator: Node): readonly Holder[] {
    return this.#sourceCode.getDeclaredVariables(declarator);
  }

  /** What an assignment gives its value to. */
  targets(left: Node): readonly Holder[] {
    if (left.type === 'Identifier') {
      const variable = variableOf(left, this.#sourceCode);
      return variable ? [variable] : [];
    }
    return left.type === 'MemberExpression' ? this.#places.of(left).map(holderOf) : [];
  }
}

/** The name of a place among what can hold something. */
export function holderOf({
  root,
  steps,
}: {
  readonly root: string;
  readonly steps: readonly string[];
}): string {
  return `${root}.${steps.join('.')}`;
}
