import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName } from '../../ast.ts';
import type { Node, Variable } from '../../ast.ts';
import type { Body } from '../../detect/local-function.ts';
import type { Facts } from '../steps/facts.ts';
import { ANY, step } from '../memory/location.ts';
import type { FilePath, PathPart, Place, Touch } from '../memory/location.ts';
import type { Holder, RunLeaf } from '../steps/steps.ts';
import type { Summary } from './summaries.ts';

/** What an argument is, where the parameter is taken apart by a pattern: the argument, and the properties taken. */
interface Argument {
  readonly value: Node;
  readonly path: readonly string[];
}

/** Tells what a function does in the words of a call of it: with its arguments for its parameters. */
export class Substitution {
  readonly #run: RunLeaf;
  readonly #body: Body;
  readonly #facts: Facts;

  constructor(run: RunLeaf, body: Body, facts: Facts) {
    this.#run = run;
    this.#body = body;
    this.#facts = facts;
  }

  of(summary: Summary): Summary {
    return {
      ...summary,
      touches: summary.touches.flatMap((touch) => this.touches(touch)),
      registers: summary.registers.map((leaf) => ({
        ...leaf,
        on: leaf.on.flatMap((holder) => this.#holders(holder)),
      })),
      made: [],
      // What is used of the arguments is known by the parameters.
      used: summary.used.filter(({ variable }) => variable.defs[0]?.type === 'Parameter'),
    };
  }

  touches(touch: Touch): readonly Touch[] {
    const { at } = touch;
    if (at.kind === 'file') return [{ ...touch, at: this.#path(at) }];
    // Each run has variables of its own.
    if (at.owner !== undefined && at.owner === this.#body) return [];
    if (!at.parameter) return [touch];
    const argument = this.#argument(at.parameter);
    if (argument === 'not of this function') return [touch];
    return argument ? this.#placesOf(argument).map((place) => ({ ...touch, at: moved(place, at) })) : [];
  }

  #placesOf({ value, path }: Argument): readonly Place[] {
    const places = this.#facts.places.of(value);
    const own = places.length === 0 ? this.#facts.places.bindings.keptIn(value) : undefined;
    return (own ? [own] : places).map((place) => path.reduce(step, place));
  }

  #path(path: FilePath): FilePath {
    const parts = path.parts.flatMap((part): readonly PathPart[] => {
      if (typeof part === 'string' || !part.parameter) return [part];
      const argument = this.#argument(part.parameter);
      if (argument === 'not of this function') return [part];
      if (!argument || argument.path.length > 0) return [{ name: part.name }];
      return this.#facts.paths.of(argument.value)?.parts ?? [{ name: `unique ${argument.value.range[0]}` }];
    });
    return { ...path, parts };
  }

  #holders(holder: Holder): readonly Holder[] {
    if (typeof holder === 'string') return [holder];
    const argument = this.#argument(holder);
    if (argument === 'not of this function') return [holder];
    return argument ? this.#facts.made.holders.of(argument.value) : [];
  }

  #argument(parameter: Variable): Argument | 'not of this function' | undefined {
    const [definition] = parameter.defs;
    if (!isFunction(this.#body) || definition?.type !== 'Parameter' || definition.node !== this.#body)
      return 'not of this function';
    const { params } = this.#body;
    const index = params.findIndex(
      (param) => param.range[0] <= definition.name.range[0] && definition.name.range[1] <= param.range[1],
    );
    const value = this.#run.args[index];
    const isSpread = this.#run.args.slice(0, index + 1).some(({ type }) => type === 'SpreadElement');
    if (!value || isSpread) return undefined;
    return taken(value, stepsTo(definition.name, params[index]));
  }
}

/** The properties by which a pattern comes to a name. */
function stepsTo(name: Node, parameter: Node | undefined): string[] {
  const path: string[] = [];
  for (let node = name; node !== parameter && node.parent; node = node.parent) {
    if (node.parent.type === 'Property') path.unshift(memberName(node.parent) ?? ANY);
    if (node.parent.type === 'ArrayPattern') path.unshift(ANY);
  }
  return path;
}

/** What is found by these properties in a value, where that is an object literal. */
function taken(value: Node, path: readonly string[]): Argument | undefined {
  const [name, ...rest] = path;
  if (name === undefined || value.type !== 'ObjectExpression') return { value, path };
  const property = value.properties.find(
    (candidate): candidate is TSESTree.Property =>
      candidate.type === 'Property' && memberName(candidate) === name,
  );
  return property && taken(property.value, rest);
}

function moved(place: Place, from: Place): Place {
  return from.steps.reduce(step, place);
}
