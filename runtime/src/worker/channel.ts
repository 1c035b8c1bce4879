import type { Crossing } from '../codec/crossing.ts';
import type { Encoded } from '../codec/encoded.ts';
import type { ReplyMessage } from './protocol.ts';

/** How a worker answers, which differs between threads and processes. */
export interface Channel {
  readonly between: Crossing['between'];
  /** Whether it is inside a task, whose own channel takes care of errors that come late. */
  readonly isInner?: boolean;
  post(reply: ReplyMessage, transfer: Encoded['transfer']): void;
}
