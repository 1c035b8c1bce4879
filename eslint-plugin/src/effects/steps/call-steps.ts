import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName, memberName, withoutTypeWrappers } from '../../ast.ts';
import type { Call, FunctionNode, Node } from '../../ast.ts';
import { appliedArguments, appliedCall } from '../../detect/borrowed-call.ts';
import { isEndingListener } from '../../detect/exit-listeners.ts';
import { builtinTouches } from './builtin-state.ts';
import type { ExpressionSteps } from './expression-steps.ts';
import type { Facts } from './facts.ts';
import { blockingTouches } from './file-touches.ts';
import { isLookingMethod, REGISTERING_METHODS } from '../known/known-calls.ts';
import { OutsideCalls } from './outside-calls.ts';
import { elementsGiven } from './list-elements.ts';
import { inOrder, NOTHING } from './steps.ts';
import type { RunLeaf, Step } from './steps.ts';

type Mode = RunLeaf['mode'];

/** Turns calls into steps: those of the file are runs of its functions, and of others what is known of them. */
export class CallSteps {
  readonly #facts: Facts;
  readonly #expressions: ExpressionSteps;
  readonly #stepsOfFunction: (fn: FunctionNode) => Step;
  readonly #outside: OutsideCalls;

  constructor(facts: Facts, expressions: ExpressionSteps, stepsOfFunction: (fn: FunctionNode) => Step) {
    this.#facts = facts;
    this.#expressions = expressions;
    this.#stepsOfFunction = stepsOfFunction;
    this.#outside = new OutsideCalls(facts);
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
    const look = bodies.length > 0 || keepsAsIs(node) ? 'value' : 'deep';
    for (const argument of node.arguments) {
      if (!isFunction(argument)) steps.push(...this.#expressions.of(argument, look));
    }
    const callbacks = this.#callbacks(node);
    steps.push(...callbacks);
    const blocking = this.#facts.blocking.get(node);
    if (blocking) {
      return [...steps, { type: 'block', call: blocking, touches: blockingTouches(blocking, this.#facts) }];
    }
    // A function that is called where it is written is a part of the one around it.
    if (isFunction(callee) && this.#facts.callbacks.parts.isPart(callee))
      return [...steps, this.#stepsOfFunction(callee), { type: 'mark', node }];
    if (bodies.length > 0)
      return [
        ...steps,
        // A method of that name is one of the file, or of an object of others: `this.ws.send(…)` in a `send` of its own.
        ...(this.#facts.callbacks.isGuessed(node) ? this.#outside.of(node, callee) : []),
        // The promise of a run is there once the run is suspended.
        this.#run(node, bodies, mode),
        this.#facts.made.by(node),
        ...(this.#outside.registration(node, callee) ?? []),
      ];
    if (isFunction(callee)) return [...steps, this.#run(node, [callee], mode), this.#facts.made.by(node)];
    const runsInPlace =
      callbacks.length > 0 || node.arguments.some((argument) => this.#facts.blocking.has(argument));
    return [
      ...steps,
      this.#facts.made.by(node),
      ...this.#handedBack(node),
      ...this.#converted(node),
      ...builtinTouches(node, this.#facts.sourceCode).map((touch): Step => ({ type: 'touch', touch })),
      ...this.#outside.of(node, callee),
      ...(runsInPlace ? [{ type: 'mark', node } as const] : []),
    ];
  }

  /** What is called may be a function of the file that somebody has handed back to it. */
  #handedBack(node: Call): Step[] {
    const bodies = this.#facts.callbacks.bodiesOutside(node);
    if (bodies.length === 0) return [];
    const run: RunLeaf = { type: 'run', node, bodies, args: node.arguments, mode: 'in place', isGuess: true };
    return [{ type: 'either', ways: [run, NOTHING] }];
  }

  /** `JSON.stringify(state)` and its like call methods of what they are given, and read all its properties. */
  #converted(node: Call): Step[] {
    const name = lastName(node.callee) ?? '';
    if (
      !/^(?:String|Number|assign|entries|format|inspect|json|send|stringify|structuredClone|values)$/.test(
        name,
      )
    )
      return [];
    return [...this.#expressions.conversions(node), ...this.#expressions.getters(node)];
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
    const last = steps.findLast((step) => step.type !== 'made' || step.made !== undefined);
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
    const args = argumentsOf(node, bodies, this.#facts);
    return { type: 'run', node, bodies, args, mode: isAsync ? mode : 'in place' };
  }

  /** What becomes of the functions among the arguments. */
  #callbacks(node: Call): Step[] {
    const { callbacks } = this.#facts;
    return node.arguments.flatMap((argument): Step[] => {
      if (isFunction(argument)) {
        const { kind } = callbacks.parts.invocation(argument);
        if (kind === 'off thread' && !isEndingListener(argument, this.#facts.sourceCode)) return [];
        if (kind !== 'inline') return [this.#later(node, [argument])];
        const body = callbacks.parts.isPart(argument)
          ? this.#stepsOfFunction(argument)
          : ({ type: 'run', node, bodies: [argument], args: [], mode: 'begun' } as const);
        return [lastName(node.callee) === 'Promise' ? body : { type: 'repeat', body: inOrder([body]) }];
      }
      const handed = this.#facts.blocking.get(argument);
      if (handed?.handedOn) {
        const touches = blockingTouches(handed, this.#facts);
        return [{ type: 'repeat', body: inOrder(touches.map((touch) => ({ type: 'touch', touch }))) }];
      }
      const functions = callbacks.functionsIn(argument);
      if (functions.length === 0) return [];
      if (!this.#isCalledInPlace(node)) return [this.#later(node, functions)];
      const run: RunLeaf = {
        type: 'run',
        node,
        bodies: functions,
        args: elementsGiven(node),
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
}

/** What functions are given by a call, which may be made by way of their `call` or `apply`. */
function argumentsOf(
  node: Call,
  bodies: RunLeaf['bodies'],
  { callbacks, sourceCode }: Facts,
): readonly Node[] {
  const applied = appliedCall(node, sourceCode);
  const isOfThese = applied && callbacks.functionsIn(applied.callee).some((body) => bodies.includes(body));
  return isOfThese ? appliedArguments(applied) : node.arguments;
}

/** Whether a method of a set, a map or a list keeps what it is given, or looks for it: what is in that does not matter. */
function keepsAsIs({ callee, arguments: args }: Call): boolean {
  const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
  return name === 'set' ? args.length === 2 : /^(?:add|delete|get|has|push)$/.test(name) && args.length === 1;
}

function isThenable(argument: Node): boolean {
  return (
    argument.type === 'CallExpression' || argument.type === 'NewExpression' || argument.type === 'Identifier'
  );
}
