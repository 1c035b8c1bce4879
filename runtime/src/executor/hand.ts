import { footprintOfFunction, type AnyFunction } from '../function-reference/function-reference.ts';
import { submitInOrder } from '../order/submit-in-order.ts';
import { Caller } from './caller.ts';
import { callers } from './callers.ts';
import type { Submitter } from './default.ts';

/** Executors of to-thread keep the order of calls themselves, whoever makes them. For others it is kept before them. */
export function hand(
  executor: Caller | Submitter,
  fn: AnyFunction,
  args: readonly unknown[],
): Promise<unknown> {
  if (executor instanceof Caller) return executor.call(fn, args);
  const footprint = callers.has(executor) ? undefined : footprintOfFunction(fn);
  return footprint
    ? submitInOrder(executor, footprint, fn, args)
    : (executor.submit(fn, ...(args as [])) as Promise<unknown>);
}
