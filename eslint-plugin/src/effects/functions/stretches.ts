import { isFunction } from '../../ast.ts';
import type { FunctionNode, SourceCode, Variable } from '../../ast.ts';
import type { Callbacks } from './callbacks.ts';

/**
 * The functions of a file that run by themselves: all but the callbacks that are called in place. Found by the names that
 * they mention, so that the steps of those that have nothing to do with a question are never made.
 */
export class Stretches {
  readonly all: readonly FunctionNode[];
  readonly #own: ReadonlySet<FunctionNode>;
  readonly #text: string;
  /** For each function, the index of the one around it. */
  readonly #outer: readonly number[];
  readonly #mentioning = new Map<string, ReadonlySet<FunctionNode | undefined>>();

  constructor({ scopeManager, text }: SourceCode, callbacks: Callbacks) {
    const blocks = new Set(scopeManager?.scopes.map(({ block }) => block) ?? []);
    this.all = [...blocks]
      .filter(isFunction)
      .filter((fn) => !callbacks.parts.isPart(fn))
      .sort((a, b) => a.range[0] - b.range[0]);
    this.#own = new Set(this.all);
    this.#outer = outerOf(this.all);
    this.#text = text;
  }

  /** Whether a function runs by itself. */
  has(fn: FunctionNode): boolean {
    return this.#own.has(fn);
  }

  /** The functions whose own code has a name in it; `undefined` among them stands for the program. */
  mentioning(name: string): ReadonlySet<FunctionNode | undefined> {
    let found = this.#mentioning.get(name);
    if (!found)
      this.#mentioning.set(name, (found = new Set([...this.#placesOf(name)].map((at) => this.around(at)))));
    return found;
  }

  /** The innermost function around a position in the text. */
  around(position: number): FunctionNode | undefined {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.range[0] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    // If the last one that starts before it has ended, one of those around that one goes on.
    let at = low - 1;
    while (at >= 0 && (this.all[at]?.range[1] ?? 0) <= position) at = this.#outer[at] ?? -1;
    return this.all[at];
  }

  /** The functions in whose own code one of some variables is used. */
  referring(variables: readonly Variable[]): ReadonlySet<FunctionNode | undefined> {
    const uses = variables.flatMap(({ references }) => references);
    return new Set(uses.map(({ identifier }) => this.around(identifier.range[0])));
  }

  /** Where a name stands in the text. */
  *#placesOf(name: string): Generator<number> {
    if (name === '') return;
    for (let at = this.#text.indexOf(name); at !== -1; at = this.#text.indexOf(name, at + name.length)) {
      const isWhole = !isNamePart(this.#text[at - 1]) && !isNamePart(this.#text[at + name.length]);
      if (isWhole) yield at;
    }
  }
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character);
}

function outerOf(functions: readonly FunctionNode[]): number[] {
  const outer: number[] = [];
  for (const [index, { range }] of functions.entries()) {
    let at = index - 1;
    while (at >= 0 && (functions[at]?.range[1] ?? 0) <= range[0]) at = outer[at] ?? -1;
    outer.push(at);
  }
  return outer;
}
