import type { TSESTree } from '@typescript-eslint/utils';
import type { Call, FunctionNode, Node, Run, Variable } from '../../ast.ts';
import type { BlockingCall } from '../../detect/blocking-call.ts';
import type { Body } from '../../detect/local-function.ts';
import type { Touch } from '../memory/location.ts';

/**
 * A function as the analysis sees it: what it does, step by step, in the order in which it is evaluated. Everything the
 * decisions need of the syntax tree is in here, so that they ask it nothing.
 */

/** What is done in one go. */
export type Leaf =
  /** A location is looked at or changed. */
  | { readonly type: 'touch'; readonly touch: Touch }
  /** A call that blocks, and what it does to files and to the process. */
  | { readonly type: 'block'; readonly call: BlockingCall; readonly touches: readonly Touch[] }
  /** Functions of the file are run: in place, awaited, or only begun. */
  | RunLeaf
  /**
   * The run certainly waits for something that takes more than a microtask; where all that it waits for are runs of
   * functions of the file, only if one of these does.
   */
  | { readonly type: 'suspend'; readonly node: Node; readonly joins?: readonly RunLeaf[] | undefined }
  /** Code that nobody knows is called. */
  /** `isOwn`: it is what a run does to its own request or response. */
  /** `isJoined`: it is done once all runs of a row are over that are begun together. */
  | {
      readonly type: 'world';
      readonly node: Node;
      readonly name: string;
      readonly isOwn: boolean;
      readonly isJoined?: boolean;
    }
  /** Functions of the file are handed to somebody who may call them at any time from now on. */
  | {
      readonly type: 'later';
      readonly node: Node;
      readonly functions: readonly FunctionNode[];
      readonly ordered: boolean;
    }
  /** Something comes to be that may fail, or emit, before anybody has looked at it; what it is, is found out if asked. */
  | { readonly type: 'made'; readonly node: Made['node']; readonly made: Made | undefined }
  /** A variable that may hold such a thing is used. */
  | { readonly type: 'used'; readonly variable: Variable; readonly node: Node }
  /** Something is done to a property of an object that the run has looked up and awaited. */
  | LookedUpLeaf
  /** A listener is set, or what else has to be done in the first tick. */
  | { readonly type: 'register'; readonly node: Node; readonly name: string; readonly on: readonly Holder[] }
  /** A call that runs callbacks in place is over, or a statement begins. */
  | { readonly type: 'mark'; readonly node: Node }
  /** The run leaves the function, or this turn of a loop. */
  | { readonly type: 'leave'; readonly node: Node; readonly loop: boolean };

/** A run of functions of the file. */
export interface RunLeaf {
  readonly type: 'run';
  readonly node: Node;
  readonly bodies: readonly Body[];
  readonly args: readonly Node[];
  /** `begun`: an async function whose promise nobody awaits here. `given`: its promise is what the function gives. */
  readonly mode: 'in place' | 'awaited' | 'begun' | 'given';
  /** Whether it is not known that these are run: code outside the file may have handed them back to it. */
  readonly isGuess?: boolean;
  /** What is done on the answer that they give, where that is all that hangs on it. */
  readonly asked?: Asked | undefined;
}

/** What is done on an answer, where that is to bring one path into a state, and nothing else. */
export interface Settling {
  readonly path: string;
  readonly does: 'ensure' | 'clear' | 'fill';
  readonly calls: readonly Node[];
}

/** A question that is asked only for that. */
export interface Asked extends Settling {
  /** Whether it is done where the answer is yes. */
  readonly onYes: boolean;
}

/** What is done to a property of an object that was looked up: other runs may have got the same one. */
export interface LookedUpLeaf {
  readonly type: 'looked up';
  readonly node: Node;
  /** The call that has given the object, and the properties from there on. */
  readonly lookup: Call;
  readonly path: readonly string[];
  readonly does: 'change' | 'look';
  /** For a change: whether runs with the same object, done in another order, leave something else behind. */
  readonly inOrder: boolean;
}

/** What holds a value: a variable, or a place by its root and steps. */
export type Holder = Variable | string;

/** Stands among the holders for who has called the function: what is done to it has to be done before it goes on. */
export const CALLER: Holder = 'the caller';

/** A promise or an emitter that the function has begun, as far as can be told. */
export interface Made {
  readonly node: Run | TSESTree.ImportExpression;
  readonly text: string;
  /** Whether it may be a promise: `maybe` where neither its origin nor its uses tell. */
  readonly promise: 'yes' | 'maybe' | 'no';
  readonly emitter: 'yes' | 'maybe' | 'no';
  /** What it is put into. */
  readonly holders: readonly Holder[];
  /** Whether they hold it in a list or an object. */
  readonly isContained: boolean;
  /** Whether the function gives it back, or hands it on at once. */
  readonly isGiven: boolean;
}

/** Steps in the order, and in the shapes, of the code. */
export type Step =
  | Leaf
  | { readonly type: 'all'; readonly steps: readonly Step[] }
  /** One of several ways is taken. */
  | { readonly type: 'either'; readonly ways: readonly Step[] }
  /** Done any number of times, also not at all. */
  | { readonly type: 'repeat'; readonly body: Step }
  | {
      readonly type: 'attempt';
      readonly block: Step;
      readonly handler: Step | undefined;
      readonly finalizer: Step | undefined;
    };

/** The steps of a function, each with what is around it, and by the calls that they stand for. */
export interface Steps {
  readonly root: Step;
  readonly around: ReadonlyMap<Step, Step>;
  readonly ofCall: ReadonlyMap<Node, Step>;
}

/** Puts steps in a row. One step alone stays as it is. */
export function inOrder(steps: readonly Step[]): Step {
  const [only, another] = steps;
  return only && !another ? only : { type: 'all', steps };
}

export const NOTHING: Step = { type: 'all', steps: [] };

/** Finds for each step what is around it. */
export function stepsOf(root: Step): Steps {
  const around = new Map<Step, Step>();
  const ofCall = new Map<Node, Step>();
  const pending: Step[] = [root];
  for (let step = pending.pop(); step; step = pending.pop()) {
    if (step.type === 'block') ofCall.set(step.call.node, step);
    else if (((step.type === 'run' && !step.isGuess) || step.type === 'mark') && !ofCall.has(step.node))
      ofCall.set(step.node, step);
    for (const inner of partsOf(step)) {
      around.set(inner, step);
      pending.push(inner);
    }
  }
  return { root, around, ofCall };
}

function partsOf(step: Step): readonly Step[] {
  switch (step.type) {
    case 'all':
      return step.steps;
    case 'either':
      return step.ways;
    case 'repeat':
      return [step.body];
    case 'attempt':
      return [step.block, step.handler, step.finalizer].filter((part) => part !== undefined);
    default:
      return [];
  }
}
