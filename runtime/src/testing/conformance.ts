import type { Executor } from '../executor/executor.ts';
import { requirements } from './cases.ts';

/** A test of an executor, for whatever runs tests. */
export interface ConformanceTest {
  /** What the executor has to do. */
  readonly name: string;
  /** Rejects with an `AssertionError` if it does not. */
  run(): Promise<void>;
}

/**
 * The tests that every executor of to-thread passes: threads, processes, other machines, and those that are to stand in for
 * them. Each makes an executor of its own, and ends it.
 *
 * @param create makes an executor with at least one worker. The functions that it calls are exported by `to-thread/testing`.
 * @returns the tests, to be given to vitest, `node:test` or others
 *
 * @example
 * for (const { name, run } of conformance(() => new MyExecutor())) test(name, run);
 */
export function conformance(create: () => Executor | Promise<Executor>): readonly ConformanceTest[] {
  return requirements.map(([name, check]) => ({
    name,
    async run() {
      const executor = await create();
      try {
        await check(executor);
      } finally {
        await executor.terminate();
      }
    },
  }));
}
