import { onTestFinished } from 'vitest';
import { ThreadPoolExecutor, type ThreadPoolOptions } from 'to-thread';

/** Something to wait for in a worker, with `Atomics.wait(gate, 0, 0)`. */
export function gate(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4));
}

export function open(shared: Int32Array): void {
  Atomics.store(shared, 0, 1);
  Atomics.notify(shared, 0);
}

/** A pool for one test. */
export function threads(options: ThreadPoolOptions = {}): ThreadPoolExecutor {
  const executor = new ThreadPoolExecutor(options);
  onTestFinished(() => executor.shutdown({ wait: false, cancelPending: true }));
  return executor;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
