import type { AnyFunction } from '../function-reference/function-reference.ts';
import { threadDispatcher } from '../thread-pool/thread-dispatcher.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Executor } from './executor.ts';

/** What calls can be given to: executors, and what stands in for one. */
export interface Submitter {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a stand-in need not repeat how `Submit` keeps types
  readonly submit: (fn: AnyFunction, ...args: any[]) => Promise<any>;
}

/** What `toThread` uses. It needs less than an executor, and is made when it is first needed. */
let current: Dispatcher | Executor | undefined;

export function currentDefault(): Dispatcher | Executor {
  return (current ??= threadDispatcher({}, 'toThread'));
}

export function setDefault(executor: Executor): void {
  current = executor;
}
