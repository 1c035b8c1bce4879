import type { TSESTree } from '@typescript-eslint/utils';
import { contains, enclosingFunction, isFunction, lastName, memberName, variableOf } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { callableName } from '../../detect/function-name.ts';
import { bodySteps, programSteps } from '../steps/function-steps.ts';
import { stepsOf } from '../steps/steps.ts';
import type { Leaf, Step, Steps } from '../steps/steps.ts';
import type { Stretches } from '../functions/stretches.ts';
import type { Summaries } from './summaries.ts';

/** A place where a function of the file is run, or handed to somebody. */
export interface CallSite {
  readonly leaf: Leaf;
  readonly container: Container;
  readonly isRepeated: boolean;
}

/** A function that has call sites in it, or the program. */
export interface Container {
  readonly fn: FunctionNode | undefined;
  readonly steps: Steps;
}

/** Finds where functions of the file are run, by the names that others call them. */
export class CallSites {
  readonly #stretches: Stretches;
  readonly #summaries: Summaries;
  readonly #containers = new Map<FunctionNode | undefined, Container>();
  readonly #sites = new Map<Node, CallSite[]>();
  #hasFields = false;

  constructor(stretches: Stretches, summaries: Summaries) {
    this.#stretches = stretches;
    this.#summaries = summaries;
  }

  /** The places that run a function, or get hold of it. */
  of(fn: FunctionNode): readonly CallSite[] {
    for (const container of this.#mayRun(fn)) this.#container(container);
    this.#visitFields();
    return this.#sites.get(fn) ?? [];
  }

  /** The functions that have some nodes in their own code, and the program, if it has. */
  around(nodes: readonly Node[]): readonly Container[] {
    const found = new Set(nodes.map(({ range }) => this.#stretches.around(range[0])));
    return [...found].map((fn) => this.#container(fn));
  }

  /** A function that runs by itself. */
  within(fn: FunctionNode): Container | undefined {
    return this.#stretches.has(fn) ? this.#container(fn) : undefined;
  }

  /** What the fields of classes are made with, whoever makes an instance: `loading = this.load()`. */
  #visitFields(): void {
    if (this.#hasFields) return;
    this.#hasFields = true;
    const { facts } = this.#summaries;
    for (const { block } of facts.sourceCode.scopeManager?.scopes ?? []) {
      if (block.type !== 'ClassDeclaration' && block.type !== 'ClassExpression') continue;
      if (!block.body.body.some((member) => member.type === 'PropertyDefinition' && !member.static)) continue;
      const container = { fn: undefined, steps: stepsOf(bodySteps(block, facts)) };
      this.#visit(container.steps.root, container, false);
    }
  }

  #mayRun(fn: FunctionNode): ReadonlySet<FunctionNode | undefined> {
    const found = new Set([this.#stretches.around(fn.range[0] - 1)]);
    for (const receiver of this.#receiversOf(fn)) found.add(receiver);
    for (const name of this.#namesOf(fn)) {
      for (const container of this.#stretches.mentioning(name)) found.add(container);
    }
    // What is in a list, or listens, is called by none of its names.
    const { elements, listeners } = this.#summaries.facts.callbacks.kept;
    if (elements.includes(fn) || listeners.includes(fn))
      for (const container of [undefined, ...this.#stretches.all]) found.add(container);
    return found;
  }

  /** Who is given a function may call it, and so may what he makes around it: `const scoped = (fn) => () => fn()`. */
  #receiversOf(fn: FunctionNode): readonly FunctionNode[] {
    const { callbacks, sourceCode } = this.#summaries.facts;
    const holder = holderOf(fn);
    const named = (holder && variableOf(holder, sourceCode)?.references) ?? [];
    return [fn, ...named.map(({ identifier }) => identifier)].flatMap((value: Node) => {
      const { parent } = value;
      if (parent?.type !== 'CallExpression' || parent.callee === value) return [];
      return callbacks
        .bodiesRun(parent)
        .filter(isFunction)
        .flatMap((body) => [body, ...this.#stretches.all.filter((inner) => contains(body, inner))]);
    });
  }

  /** What a function is called by: its own name, those that it is given to, and those of what holds it. */
  #namesOf(fn: FunctionNode): readonly string[] {
    const name = callableName(fn);
    const holder = holderOf(fn);
    const names = holder ? this.#namesGiven(holder) : [];
    const around = this.#namesAround(fn);
    return [...new Set([...(name === undefined ? [] : [name]), ...names, ...around])].map((it) =>
      it.startsWith('#') ? it.slice(1) : it,
    );
  }

  /** The names that a variable is given to. */
  #namesGiven(holder: TSESTree.Identifier): readonly string[] {
    const variable = variableOf(holder, this.#summaries.facts.sourceCode);
    return variable?.references.flatMap(({ identifier }) => nameGiven(identifier) ?? []) ?? [];
  }

  /** The names of what a function is a part of: an object literal, what a function gives, what a call makes of it. */
  #namesAround(fn: FunctionNode): readonly string[] {
    for (
      let node: Node = fn, parent: Node | undefined = fn.parent;
      parent;
      node = parent, parent = node.parent
    ) {
      if (parent.type === 'VariableDeclarator' && node !== fn) {
        return this.#summaries.facts.sourceCode.getDeclaredVariables(parent).map(({ name }) => name);
      }
      if (parent.type === 'AssignmentExpression' && node !== fn) return [lastName(parent.left) ?? ''];
      // `const makeStore = () => ({ … })`
      if (isFunction(parent)) return this.#namesMadeBy(holderOf(parent));
      if (parent.type === 'ReturnStatement') {
        const maker = enclosingFunction(parent);
        return this.#namesMadeBy(maker && holderOf(maker));
      }
      if (!/^(?:Array|Object|Call|New|Conditional|Logical)Expression$|^Property$/.test(parent.type))
        return [];
    }
    return [];
  }

  /** The names of what calls of a function make: `set` for `const { set } = makeStore()`. */
  #namesMadeBy(maker: TSESTree.Identifier | undefined): readonly string[] {
    const { sourceCode } = this.#summaries.facts;
    const variable = maker && variableOf(maker, sourceCode);
    return (variable?.references ?? []).flatMap(({ identifier: { parent } }) => {
      const holder = parent.type === 'CallExpression' ? parent.parent : undefined;
      return holder?.type === 'VariableDeclarator'
        ? sourceCode.getDeclaredVariables(holder).map(({ name }) => name)
        : [];
    });
  }

  #container(fn: FunctionNode | undefined): Container {
    let container = this.#containers.get(fn);
    if (!container) {
      const { facts } = this.#summaries;
      const steps = fn
        ? this.#summaries.stepsOf(fn)
        : stepsOf(programSteps(facts.sourceCode.ast.body, facts));
      container = { fn, steps };
      this.#containers.set(fn, container);
      this.#visit(steps.root, container, false);
    }
    return container;
  }

  #visit(step: Step, container: Container, isRepeated: boolean): void {
    switch (step.type) {
      case 'all':
        for (const part of step.steps) this.#visit(part, container, isRepeated);
        break;
      case 'either':
        for (const way of step.ways) this.#visit(way, container, isRepeated);
        break;
      case 'repeat':
        this.#visit(step.body, container, true);
        break;
      case 'attempt':
        for (const part of [step.block, step.handler, step.finalizer]) {
          if (part) this.#visit(part, container, isRepeated);
        }
        break;
      case 'run':
      case 'later':
        if (step.type === 'run' && step.isGuess) break;
        for (const body of step.type === 'run' ? step.bodies : step.functions) {
          const site = { leaf: step, container, isRepeated };
          const known = this.#sites.get(body);
          if (known) known.push(site);
          else this.#sites.set(body, [site]);
        }
        break;
    }
  }
}

/** The name that a value is given where it is put: `write` for `save` in `{ write: save }`. */
function nameGiven(value: Node): string | undefined {
  const { parent } = value;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init === value ? lastName(parent.id) : undefined;
    case 'AssignmentExpression':
      return parent.right === value ? lastName(parent.left) : undefined;
    case 'Property':
      return parent.value === value ? (memberName(parent) ?? undefined) : undefined;
    default:
      return undefined;
  }
}

/** The variable that a function is declared as. */
function holderOf(fn: FunctionNode): TSESTree.Identifier | undefined {
  const holder =
    fn.type === 'FunctionDeclaration' ? fn.id : fn.parent.type === 'VariableDeclarator' ? fn.parent.id : null;
  return holder?.type === 'Identifier' ? holder : undefined;
}
