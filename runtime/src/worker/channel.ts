import type { Crossing } from '../codec/crossing.ts';
import type { Encoded } from '../codec/encoded.ts';
import type { ReplyMessage } from './protocol.ts';

/** How a worker answers, which differs between threads and processes. */
export interface Channel {
  readonly between: Crossing['between'];
  post(reply: ReplyMessage, transfer: Encoded['transfer']): void;
}
