import type { Executor } from '../executor/executor.ts';
import type { AnyFunction } from '../function-reference/function-reference.ts';
import type { Footprint } from './footprints.ts';
import { Order } from './order.ts';

/**
 * One order for each executor. With one for all, an executor that passes calls on to another, or to workers of
 * to-thread, would make them wait for themselves.
 */
const orders = new WeakMap<object, Order>();

/** Gives a call to an executor that is not one of to-thread's when its turn among all that are given to it has come. */
export async function submitInOrder(
  executor: Pick<Executor, 'submit'>,
  footprint: Footprint,
  fn: AnyFunction,
  args: readonly unknown[],
): Promise<unknown> {
  const order = orders.get(executor) ?? new Order();
  orders.set(executor, order);
  const turn = order.enter(footprint, args);
  try {
    if (turn?.hasCome === false) {
      await new Promise<void>((resolve) => {
        turn.whenCome(resolve);
      });
    }
    return (await executor.submit(fn, ...(args as []))) as unknown;
  } finally {
    turn?.leave();
  }
}
