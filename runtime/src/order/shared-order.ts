import type { Footprint } from './footprints.ts';
import { Order } from './order.ts';
import type { Turn } from './turn.ts';

/** What all copies of to-thread in a thread share. Its number changes with what they call of it. */
const SHARED = Symbol.for('to-thread.order.1');

/** The order of calls on the workers of to-thread. */
interface SharedOrder {
  enter(footprint: Footprint, args: readonly unknown[]): Turn | undefined;
}

let shared: SharedOrder | undefined;

/** The order of all calls that go to workers of to-thread, whatever the executor, and the copy of the package. */
export function sharedOrder(): SharedOrder {
  return (shared ??= find());
}

function find(): SharedOrder {
  const holder = globalThis as { [SHARED]?: SharedOrder };
  if (!holder[SHARED]) {
    Object.defineProperty(holder, SHARED, { value: new Order() });
  }
  return holder[SHARED] ?? new Order();
}
