import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import type { Parts } from '../functions/parts.ts';
import { isOfTurn } from '../functions/single-run.ts';
import { idOf } from './ids.ts';
import type { Place } from './location.ts';
import { isPlainValue } from './plain-value.ts';

/** Finds the variables that are places: those that more than one stretch of code, or more than one run, can reach. */
export class Bindings {
  readonly #sourceCode: SourceCode;
  readonly #parts: Parts;
  readonly #shared = new Map<Variable, boolean>();

  constructor(sourceCode: SourceCode, parts: Parts) {
    this.#sourceCode = sourceCode;
    this.#parts = parts;
  }

  /** The variable itself, which is a place where a function does not have it to itself. */
  of(identifier: TSESTree.Identifier): Place | undefined {
    const variable = variableOf(identifier, this.#sourceCode);
    if (!variable || variable.defs.length === 0) {
      return globalPlace(identifier.name);
    }
    if (variable.defs[0]?.type === 'ImportBinding') return undefined;
    return this.isShared(variable) ? this.placeOf(variable) : undefined;
  }

  /** What a run has made and kept to itself, in a variable that is not one of a turn of a loop: others may be given it. */
  keptIn(expression: Node): Place | undefined {
    const node = withoutTypeWrappers(expression);
    const variable = node.type === 'Identifier' ? variableOf(node, this.#sourceCode) : null;
    if (variable?.defs[0]?.type !== 'Variable' || this.isShared(variable) || isOfTurn(variable))
      return undefined;
    const { block } = variable.scope.variableScope;
    if (isFunction(block) && this.#parts.isPart(block)) return undefined;
    if (isPlainValue(variable, this.#sourceCode)) return undefined;
    return { ...this.placeOf(variable), isKept: true };
  }

  /** Whether more than one stretch of code can reach a variable: one of the module, or one that closures use. */
  isShared(variable: Variable): boolean {
    let shared = this.#shared.get(variable);
    if (shared === undefined) {
      const owner = this.ownerOf(variable);
      shared =
        owner.type === 'Program' ||
        variable.references.some(({ identifier }) => this.#parts.stretchAround(identifier) !== owner);
      this.#shared.set(variable, shared);
    }
    return shared;
  }

  /** The place that a variable itself is. */
  placeOf(variable: Variable): Place {
    const owner = this.ownerOf(variable);
    return {
      kind: 'memory',
      root: `variable ${idOf(variable)}`,
      steps: [],
      text: variable.name,
      variable,
      owner: owner.type === 'Program' ? undefined : owner,
    };
  }

  /** The function that has a variable of its own in each of its runs, or the program. */
  ownerOf({ scope }: Variable): Node {
    const { block } = scope.variableScope;
    return isFunction(block) && !this.#parts.isPart(block) ? block : this.#parts.stretchAround(block);
  }
}

/** What is global, by one of the names that the object has which holds it all. */
export function globalPlace(name: string): Place {
  const root = /^(?:global|self|window)$/.test(name) ? 'globalThis' : name;
  return { kind: 'memory', root: `global ${root}`, steps: [], text: name };
}
