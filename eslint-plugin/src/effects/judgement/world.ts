import type { FunctionNode, Node } from '../../ast.ts';
import type { Touch } from '../memory/location.ts';
import type { Summaries } from '../runs/summaries.ts';
import type { Contention } from './contention.ts';

/** What the file is like. */
export interface World {
  readonly summaries: Summaries;
  readonly contention: Contention;
  /** Whether functions of the file are said never to run twice at once. */
  readonly serial: boolean;
  /** Whether a call keeps its order on a path: one that the runtime makes. */
  readonly isOrdered: (call: Node) => boolean;
  /** Whether there may be anybody who uses files out of that order, in a way that matters to a touch. */
  readonly hasUnordered: (touch: Touch) => boolean;
  /** A function whose runs take turns, in the order in which they come. */
  readonly inTurn?: FunctionNode | undefined;
  /** Whether it is its turn, so that other runs of it wait. */
  readonly isItsTurn?: boolean | undefined;
}
