import { footprintOfFunction } from '../function-reference/find-reference.ts';
import type { AnyFunction } from '../function-reference/function-reference.ts';
import { submitInOrder } from '../order/submit-in-order.ts';
import { Dispatcher } from './dispatcher.ts';
import { ownExecutors } from './own-executors.ts';
import type { Submitter } from './default.ts';

/** Executors of to-thread keep the order of calls themselves, whoever makes them. For others it is kept before them. */
export function hand(
  executor: Dispatcher | Submitter,
  fn: AnyFunction,
  args: readonly unknown[],
): Promise<unknown> {
  if (executor instanceof Dispatcher) return executor.call(fn, args);
  const footprint = ownExecutors.has(executor) ? undefined : footprintOfFunction(fn);
  return footprint
    ? submitInOrder(executor, footprint, fn, args)
    : (executor.submit(fn, ...(args as [])) as Promise<unknown>);
}
