import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isFunction, memberName } from '../../ast.ts';
import type { Node, Variable } from '../../ast.ts';
import type { ClassNode } from '../../detect/execution-context.ts';
import { baseClass } from '../../detect/local-function.ts';
import type { Body } from '../../detect/local-function.ts';
import { handedBy, isKept } from '../steps/delivery.ts';
import type { Facts } from '../steps/facts.ts';
import { ANY, step } from '../memory/location.ts';
import { instanceOf } from '../memory/places.ts';
import type { FilePath, PathPart, Place, Touch } from '../memory/location.ts';
import { lookedUpBy } from '../steps/looked-up.ts';
import type { Holder, LookedUpLeaf, RunLeaf } from '../steps/steps.ts';
import { EMPTY, TouchList } from './summary.ts';
import type { Registration, Summary, Use } from './summary.ts';

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
  /** The place of the object that is made, where a class is called by `new`. */
  readonly #made: string | undefined;

  constructor(run: RunLeaf, body: Body, facts: Facts) {
    this.#run = run;
    this.#body = body;
    this.#facts = facts;
    const made = run.node.type === 'NewExpression' ? classOf(body) : undefined;
    this.#made = made && instanceOf(baseClass(made, facts.sourceCode)).root;
  }

  /** Nothing of what the function makes, and of what it uses nothing but what it was given. */
  of(summary: Summary): Summary {
    return summary === EMPTY
      ? EMPTY
      : summary.with({
          touches: () => this.touchesOf(summary.touches),
          registers: () => this.registrations(summary.registers),
          made: () => [],
          used: () => usedOfParameters(summary.used),
        });
  }

  /** A list of touches; the same list where none of them is of anything that the function was given. */
  touchesOf(touches: readonly Touch[]): readonly Touch[] {
    const found = touches.map((touch) => this.touches(touch));
    if (found.every(([own, another], index) => own === touches[index] && !another)) return touches;
    const list = new TouchList();
    for (const own of found) list.addAll(own);
    return list.touches;
  }

  registrations(registers: readonly Registration[]): readonly Registration[] {
    return registers.map((leaf) => {
      const on = leaf.on.flatMap((holder) => this.#holders(holder));
      return on.length === leaf.on.length && on.every((holder, index) => holder === leaf.on[index])
        ? leaf
        : { ...leaf, on };
    });
  }

  touches(touch: Touch): readonly Touch[] {
    // What `new` makes is nobody else's yet.
    if (touch.at.kind === 'memory' && touch.at.root === this.#made) return [];
    const placed = this.#placed(touch);
    return touch.hands ? placed.map((own) => this.#handed(own)) : placed;
  }

  /** What is handed over of what the function was given, as far as its caller knows. */
  #handed(touch: Touch): Touch {
    const { hands, at } = touch;
    if (!hands || at.kind !== 'memory') return touch;
    const args = hands.parameters.map((parameter) => this.#allGiven(parameter));
    if (args.every((given) => given === undefined)) return touch;
    const { node } = this.#run;
    const handed = handedBy(
      hands,
      node,
      args.flatMap((given) => given ?? []),
      this.#facts,
    );
    const isDelivered = handed === 'delivers' && isKept(withoutLastStep(at), node, this.#facts);
    return {
      ...touch,
      delivers: isDelivered || touch.delivers,
      hands: handed === 'delivers' ? undefined : handed,
    };
  }

  /** All that a parameter may be given: what comes from its place on, where it takes the rest or some of it is spread. */
  #allGiven(parameter: Variable): readonly Node[] | undefined {
    const { args } = this.#run;
    const [definition] = parameter.defs;
    if (!definition) return parameter.scope.block === this.#body ? args : undefined;
    if (!isFunction(this.#body) || definition.node !== this.#body) return undefined;
    const index = this.#body.params.findIndex((one) => contains(one, definition.name));
    const isRest = this.#body.params[index]?.type === 'RestElement';
    if (args.slice(0, index + 1).some(({ type }) => type === 'SpreadElement')) return args;
    return isRest ? args.slice(index) : args.slice(index, index + 1);
  }

  /** What is put into objects that the caller has looked up, and given to the function. */
  lookedUp(touches: readonly Touch[]): readonly LookedUpLeaf[] {
    return touches.flatMap(({ at, does, inOrder = false, node }): readonly LookedUpLeaf[] => {
      if (!inOrder || does !== 'change' || at.kind !== 'memory' || !at.parameter) return [];
      const argument = this.#argument(at.parameter);
      if (!argument || argument === 'not of this function') return [];
      const found = lookedUpBy(argument.value, this.#facts);
      if (!found) return [];
      const path = [...found.path, ...argument.path, ...withoutLastStep(at).steps];
      return path.length > 0 ? [{ type: 'looked up', node, ...found, path, does, inOrder }] : [];
    });
  }

  #placed(touch: Touch): readonly Touch[] {
    const { at } = touch;
    if (at.kind === 'file') {
      const isOfGiven = at.parts.some((part) => typeof part !== 'string' && part.parameter !== undefined);
      return isOfGiven ? [{ ...touch, at: this.#path(at) }] : [touch];
    }
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

/** The class that is made by what `new` runs: its fields, or its constructor. */
function classOf(body: Body): ClassNode | undefined {
  if (!isFunction(body)) return body;
  const { parent } = body;
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor'
    ? parent.parent.parent
    : undefined;
}

/** What is used of the arguments is known by the parameters. */
export function usedOfParameters(used: readonly Use[]): readonly Use[] {
  return used.filter(({ variable }) => variable.defs[0]?.type === 'Parameter');
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

/** What is worked on, of what is touched in it. */
function withoutLastStep(place: Place): Place {
  return { ...place, steps: place.steps.slice(0, -1) };
}

function moved(place: Place, from: Place): Place {
  return from.steps.reduce(step, place);
}
