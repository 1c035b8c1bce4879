import { isBuiltin } from 'node:module';
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName, memberName, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { Call, FunctionNode, Node } from '../ast.ts';
import { isEndingListener } from '../detect/exit-listeners.ts';
import { CALL_STEP, NEW_STEP, resolveExport } from '../detect/export-reference.ts';
import type { Facts } from './facts.ts';
import { blockingTouches, fileTouches, processPlace } from './file-touches.ts';
import { fileRoles } from './file-functions.ts';
import {
  isAsking,
  isChangingMethod,
  isLookingMethod,
  isRegisteringFunction,
  knownCall,
  LISTING_METHODS,
  ORDERING_METHODS,
  REGISTERING_METHODS,
} from './known-calls.ts';
import { ANY, GIVEN_AWAY, HIDDEN } from './location.ts';
import type { Place, Touch } from './location.ts';
import { isPerRun } from './per-run.ts';
import { step } from './places.ts';
import { inOrder } from './steps.ts';
import type { Leaf, RunLeaf, Step } from './steps.ts';
import type { ExpressionSteps } from './expression-steps.ts';
import { writeTouch } from './writes.ts';

type Mode = RunLeaf['mode'];

/** Turns calls into steps: those of the file are runs of its functions, and of others what is known of them. */
export class CallSteps {
  readonly #facts: Facts;
  readonly #expressions: ExpressionSteps;
  readonly #stepsOfFunction: (fn: FunctionNode) => Step;

  constructor(facts: Facts, expressions: ExpressionSteps, stepsOfFunction: (fn: FunctionNode) => Step) {
    this.#facts = facts;
    this.#expressions = expressions;
    this.#stepsOfFunction = stepsOfFunction;
  }

  /** @param mode what becomes of the promise, where an async function of the file is called */
  of(node: Call, mode: Mode): Step[] {
    const callee = withoutTypeWrappers(node.callee);
    const steps: Step[] = [];
    if (callee.type === 'MemberExpression') {
      steps.push(...this.#expressions.of(callee.object));
      if (callee.computed && memberName(callee) === null)
        steps.push(...this.#expressions.of(callee.property));
    } else if (!isFunction(callee)) {
      steps.push(...this.#expressions.of(callee));
    }
    const bodies = this.#facts.callbacks.bodiesRun(node);
    // What functions of the file do with what they are given is in their own steps.
    const look = bodies.length > 0 ? 'value' : 'deep';
    for (const argument of node.arguments) {
      if (!isFunction(argument)) steps.push(...this.#expressions.of(argument, look));
    }
    const callbacks = this.#callbacks(node);
    steps.push(...callbacks, ...this.#made(node));
    const blocking = this.#facts.blocking.get(node);
    if (blocking) {
      return [...steps, { type: 'block', call: blocking, touches: blockingTouches(blocking, this.#facts) }];
    }
    if (bodies.length > 0) return [...steps, this.#run(node, bodies, mode)];
    if (isFunction(callee)) {
      return [
        ...steps,
        this.#facts.callbacks.isPart(callee)
          ? this.#stepsOfFunction(callee)
          : this.#run(node, [callee], mode),
      ];
    }
    return [
      ...steps,
      ...this.#outside(node, callee),
      ...(callbacks.length > 0 ? [{ type: 'mark', node } as const] : []),
    ];
  }

  tagged(node: TSESTree.TaggedTemplateExpression): Step[] {
    const bodies = this.#facts.callbacks.bodiesRun(node);
    if (bodies.length > 0) return [{ type: 'run', node, bodies, args: [], mode: 'in place' }];
    const blocking = this.#facts.blocking.get(node);
    return blocking
      ? [{ type: 'block', call: blocking, touches: blockingTouches(blocking, this.#facts) }]
      : [];
  }

  /** The runs that somebody waits for who awaits a call; nothing where there is nothing that takes its time. */
  runsJoined(
    call: TSESTree.CallExpression,
    steps: readonly Step[],
  ): readonly RunLeaf[] | 'nothing' | undefined {
    const { callee } = call;
    if (this.#facts.blocking.has(call)) return 'nothing';
    const last = steps.at(-1);
    // The run itself tells.
    if (last?.type === 'run' && last.node === call) return 'nothing';
    if (
      callee.type !== 'MemberExpression' ||
      callee.object.type !== 'Identifier' ||
      callee.object.name !== 'Promise'
    )
      return undefined;
    const name = memberName(callee) ?? '';
    if (name === 'resolve')
      return call.arguments.every((argument) => !isThenable(argument)) ? 'nothing' : undefined;
    if (!/^(?:all|allSettled|any|race)$/.test(name)) return undefined;
    const [list] = call.arguments;
    const joined = list && this.#runsIn(list);
    return joined;
  }

  /** The runs whose promises a list holds, where it holds nothing else. */
  #runsIn(list: Node): readonly RunLeaf[] | undefined {
    if (list.type === 'ArrayExpression') {
      const runs = list.elements.map((element) =>
        element?.type === 'CallExpression' ? this.#asyncRun(element) : undefined,
      );
      return runs.every((run) => run !== undefined) ? runs : undefined;
    }
    if (list.type !== 'CallExpression') return undefined;
    const [first, second] = list.arguments;
    const callback =
      lastName(list.callee) === 'map' ? first : lastName(list.callee) === 'from' ? second : undefined;
    const [fn] = callback ? this.#facts.callbacks.functionsIn(callback) : [];
    if (!fn) return undefined;
    if (fn.async) return [{ type: 'run', node: list, bodies: [fn], args: [], mode: 'begun' }];
    const given = this.#facts.callbacks.valueGivenBy(fn);
    const run = given?.type === 'CallExpression' ? this.#asyncRun(given) : undefined;
    return run && [run];
  }

  #asyncRun(call: TSESTree.CallExpression): RunLeaf | undefined {
    const bodies = this.#facts.callbacks.bodiesRun(call);
    return bodies.length > 0 ? this.#run(call, bodies, 'begun') : undefined;
  }

  #run(node: Call, bodies: RunLeaf['bodies'], mode: Mode): RunLeaf {
    const isAsync = bodies.some((body) => isFunction(body) && body.async);
    return { type: 'run', node, bodies, args: node.arguments, mode: isAsync ? mode : 'in place' };
  }

  #made(node: Call): Step[] {
    const made = this.#facts.made.of(node);
    return made ? [{ type: 'made', made }] : [];
  }

  /** What becomes of the functions among the arguments. */
  #callbacks(node: Call): Step[] {
    const { callbacks } = this.#facts;
    return node.arguments.flatMap((argument): Step[] => {
      if (isFunction(argument)) {
        const { kind } = callbacks.invocation(argument);
        if (kind === 'off thread' && !isEndingListener(argument, this.#facts.sourceCode)) return [];
        if (kind !== 'inline') return [this.#later(node, [argument])];
        const body = callbacks.isPart(argument)
          ? this.#stepsOfFunction(argument)
          : ({ type: 'run', node, bodies: [argument], args: [], mode: 'begun' } as const);
        return [lastName(node.callee) === 'Promise' ? body : { type: 'repeat', body: inOrder([body]) }];
      }
      const functions = callbacks.functionsIn(argument);
      if (functions.length === 0) return [];
      if (!this.#isCalledInPlace(node)) return [this.#later(node, functions)];
      const run: RunLeaf = {
        type: 'run',
        node,
        bodies: functions,
        args: [],
        mode: functions.some((fn) => fn.async) ? 'begun' : 'in place',
      };
      return [{ type: 'repeat', body: inOrder([run]) }];
    });
  }

  #isCalledInPlace({ callee }: Call): boolean {
    return (
      callee.type === 'MemberExpression' &&
      (isLookingMethod(memberName(callee) ?? '') || memberName(callee) === 'from')
    );
  }

  #later(node: Call, functions: readonly FunctionNode[]): Step {
    const name = node.callee.type === 'MemberExpression' ? (memberName(node.callee) ?? '') : '';
    return { type: 'later', node, functions, ordered: REGISTERING_METHODS.has(name) };
  }

  /** What code outside the file does. */
  #outside(node: Call, callee: Node): Step[] {
    const moved = this.#movedCall(node);
    if (moved) return moved;
    const known = knownCall(node, this.#facts.sourceCode);
    if (known === 'pure' || known === 'logging' || known === 'later') return this.#assigned(node);
    const state = this.#processState(node, callee);
    if (state) return state;
    const files = fileTouches(node, this.#facts);
    if (files) return files.map((touch): Step => ({ type: 'touch', touch }));
    const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
    const registers = this.#registration(node, callee, name);
    if (registers) return registers;
    if (callee.type === 'MemberExpression') {
      const places = this.#facts.places.of(callee.object).filter(isReachable);
      if (isLookingMethod(name)) return this.#look(places, node, name);
      if (isChangingMethod(name)) return this.#change(places, node, name);
      return [...this.#unknownMethod(places, node, callee), this.#world(node, callee)];
    }
    return [...this.#given(node), this.#world(node, callee)];
  }

  /** A call that the runtime makes on another thread: it has been moved already. */
  #movedCall(node: Call): Step[] | undefined {
    if (lastName(node.callee) !== 'toThread') return undefined;
    const [fn, ...args] = node.arguments;
    const name = fn && lastName(fn);
    if (!name || !fileRoles(name)) return [];
    const call = { ...node, callee: fn, arguments: args } as Call;
    return (fileTouches(call, this.#facts) ?? []).map((touch): Step => ({
      type: 'touch',
      touch: { ...touch, node },
    }));
  }

  /** `process.chdir(dir)`, `process.umask(mask)`, `process.exit()`. */
  #processState(node: Call, callee: Node): Step[] | undefined {
    const [place] =
      callee.type === 'MemberExpression' || callee.type === 'Identifier' ? this.#facts.places.of(callee) : [];
    if (place?.root !== 'global process') return undefined;
    const name = place.steps[0] ?? '';
    const at = {
      chdir: 'cwd',
      umask: 'umask',
      exit: 'exit',
      abort: 'exit',
      reallyExit: 'exit',
      kill: 'exit',
    }[name];
    if (at === undefined || (name === 'umask' && node.arguments.length === 0)) return undefined;
    const touch: Step = {
      type: 'touch',
      touch: { at: processPlace(at), does: 'change', deep: false, node, inOrder: true },
    };
    return at === 'exit' && name !== 'kill' ? [touch, { type: 'leave', node, loop: false }] : [touch];
  }

  #registration(node: Call, callee: Node, name: string): Step[] | undefined {
    const { made, sourceCode } = this.#facts;
    if (callee.type === 'MemberExpression' && REGISTERING_METHODS.has(name)) {
      const on = made.holdersOf(callee.object);
      const text = `${sourceCode.getText(callee.object)}.${name}`;
      const piped = name === 'pipe' ? node.arguments.flatMap((argument) => made.holdersOf(argument)) : [];
      return [{ type: 'register', node, name: text, on: [...on, ...piped] }];
    }
    if (!isRegisteringFunction(callee, sourceCode)) return undefined;
    const on = node.arguments.flatMap((argument) => made.holdersOf(argument));
    return [{ type: 'register', node, name: `${lastName(callee) ?? ''}(…)`, on }];
  }

  #look(places: readonly Place[], node: Call, name: string): Step[] {
    const isKeyed = !LISTING_METHODS.has(name);
    return places.map((place) => this.#touch(isKeyed ? step(place, ANY) : place, 'look', node, true));
  }

  #change(places: readonly Place[], node: Call, name: string): Step[] {
    const args = node.arguments;
    return places.map((place): Step => {
      const at = step(place, ANY);
      const value = args.at(-1);
      if (!ORDERING_METHODS.has(name) || !value) return this.#touch(at, 'change', node, false);
      const key = name === 'set' || name === 'add' ? args[0] : undefined;
      const isListed = name !== 'set' && name !== 'add';
      return { type: 'touch', touch: writeTouch({ node, place: at, value, key, isListed }, this.#facts) };
    });
  }

  /** A method that nobody knows works on what its object hides. */
  #unknownMethod(places: readonly Place[], node: Call, callee: TSESTree.MemberExpression): Step[] {
    const object = withoutTypeWrappers(callee.object);
    if (this.#isOfNode(callee) || places.some(({ root }) => root === 'global process')) return [];
    const asks = isAsking(memberName(callee) ?? '') && !isStatement(node);
    const worked = places.map((place) =>
      this.#touch(step(place, HIDDEN), asks ? 'look' : 'change', node, true),
    );
    // The functions of a module have no object. What is imported may be one: a call for its effect tells.
    if (object.type === 'Identifier' && this.#isImported(object)) {
      return isStatement(node) && !this.#isNamespace(object) ? worked : this.#given(node);
    }
    return [...worked, ...this.#given(node)];
  }

  /** A function that nobody knows, called for its effect, may work on what it is given. */
  #given(node: Call): Step[] {
    if (!isStatement(node)) return [];
    return node.arguments.flatMap((argument) =>
      this.#facts.places
        .of(argument)
        .filter((place) => isReachable(place) && (place.parameter !== undefined || place.steps.length === 0))
        .map((place) => this.#touch(step(place, GIVEN_AWAY), 'change', node, true)),
    );
  }

  /** `Object.assign(target, …)`. */
  #assigned(node: Call): Step[] {
    const [target] = node.arguments;
    if (lastName(node.callee) !== 'assign' || !target) return [];
    return this.#facts.places
      .of(target)
      .filter(isReachable)
      .map((place) => this.#touch(step(place, ANY), 'change', node, true));
  }

  #isOfNode(callee: Node): boolean {
    return (
      resolveExport(
        callee,
        (module, path) =>
          (isBuiltin(module) && !path.includes(CALL_STEP) && !path.includes(NEW_STEP)) || undefined,
        this.#facts.sourceCode,
      ) !== undefined
    );
  }

  #isImported(name: TSESTree.Identifier): boolean {
    return variableOf(name, this.#facts.sourceCode)?.defs[0]?.type === 'ImportBinding';
  }

  #isNamespace(name: TSESTree.Identifier): boolean {
    return variableOf(name, this.#facts.sourceCode)?.defs[0]?.node.type === 'ImportNamespaceSpecifier';
  }

  #world(node: Call, callee: Node): Leaf {
    return { type: 'world', node, name: this.#facts.sourceCode.getText(callee) };
  }

  #touch(at: Place, does: Touch['does'], node: Node, deep: boolean): Step {
    return { type: 'touch', touch: { at, does, deep, node } };
  }
}

/** Whether nobody uses what a call gives, so that it is made for what it does. */
function isStatement(node: Call): boolean {
  const { parent } = node;
  return (parent.type === 'AwaitExpression' ? parent.parent : parent).type === 'ExpressionStatement';
}

function isThenable(argument: Node): boolean {
  return (
    argument.type === 'CallExpression' || argument.type === 'NewExpression' || argument.type === 'Identifier'
  );
}

function isReachable({ parameter }: Place): boolean {
  return !parameter || !isPerRun(parameter);
}
