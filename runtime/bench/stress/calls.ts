import { randomFillSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { deflateSync, inflateSync } from 'node:zlib';
import { wait, type Executor, type RunOptions } from 'to-thread';
import type { Random } from './random.ts';
import { sumOf } from './sum-of.ts';

/** How a call ended. */
export type Outcome =
  { readonly value: unknown } | { readonly error: Error & { readonly code?: unknown; readonly n?: number } };

/** A call that has been made, and what is a right end of it. */
export interface Call {
  readonly kind: string;
  readonly promise: Promise<unknown>;
  readonly isRight: (outcome: Outcome) => boolean;
}

type Kind = (pool: Executor, random: Random, between: 'threads' | 'processes') => Omit<Call, 'kind'>;

const sleeper = new Int32Array(new SharedArrayBuffer(4));
const gives = (expected: unknown) => (outcome: Outcome) =>
  'value' in outcome && isDeepStrictEqual(outcome.value, expected);
/** A map makes calls for as long as it takes, and the executor may be shut down meanwhile. */
const givesUnlessShutDown = (expected: unknown) => (outcome: Outcome) =>
  gives(expected)(outcome) || fails(({ code }) => code === 'ERR_EXECUTOR_SHUT_DOWN')(outcome);
const fails =
  (isRight: (error: Extract<Outcome, { error: unknown }>['error']) => boolean) => (outcome: Outcome) =>
    'error' in outcome && isRight(outcome.error);

/** A call that may be over before it is stopped. */
function stopped(pool: Executor, random: Random, options: RunOptions, isReason: (error: Error) => boolean) {
  const duration = random.whole(0, 30);
  const isLoop = random.chance(0.5);
  const promise = isLoop
    ? pool.run(spin, [duration], options)
    : pool.run(
        (milliseconds: number) => {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
          return milliseconds;
        },
        [duration],
        options,
      );
  return {
    promise,
    isRight: (outcome: Outcome) =>
      'value' in outcome ? outcome.value === duration : isReason(outcome.error),
  };
}

const spin = (milliseconds: number): number => {
  for (const end = Date.now() + milliseconds; Date.now() < end;);
  return milliseconds;
};

export const kinds: Readonly<Record<string, Kind>> = {
  number(pool, random) {
    const [a, b] = [random.whole(0, 1e6), random.whole(0, 1e6)];
    return { promise: pool.submit(Math.max, a, b), isRight: gives(Math.max(a, b)) };
  },
  'plain data'(pool, random) {
    const data = {
      list: Array.from({ length: random.whole(0, 300) }, () => random.next()),
      text: 'x'.repeat(random.whole(0, 5000)),
    };
    return { promise: pool.submit(JSON.parse, JSON.stringify(data)), isRight: gives(data) };
  },
  'a map and a date'(pool, random) {
    const given = new Map<unknown, unknown>([
      ['at', new Date(random.whole(0, 1e9))],
      [random.whole(0, 9), new Set([1])],
    ]);
    return { promise: pool.submit((map: unknown) => map, given), isRight: gives(given) };
  },
  bytes(pool, random) {
    const bytes = Buffer.alloc(random.of([0, 100, 5000, 300_000]), String(random.whole(0, 9)) + 'x');
    return {
      promise: pool.submit(deflateSync, bytes),
      isRight: (outcome) => 'value' in outcome && inflateSync(outcome.value as Buffer).equals(bytes),
    };
  },
  'a function made for the call'(pool, random) {
    const n = random.whole(0, 1e6);
    return { promise: pool.submit((number: number) => number * 2, n), isRight: gives(n * 2) };
  },
  'an exported function'(pool, random) {
    const numbers = Array.from({ length: random.whole(0, 100) }, (_, i) => i);
    return { promise: pool.submit(sumOf, numbers), isRight: gives(sumOf(numbers)) };
  },
  'an asynchronous function'(pool, random) {
    const n = random.whole(0, 9);
    const later = async (milliseconds: number): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return milliseconds;
    };
    return { promise: pool.submit(later, n), isRight: gives(n) };
  },
  'what is written into an argument'(pool, random) {
    const bytes = Buffer.alloc(random.of([16, 8000]));
    return {
      promise: pool.submit(randomFillSync, bytes),
      isRight: (outcome) => 'value' in outcome && outcome.value === bytes && bytes.some(Boolean),
    };
  },
  'handed over'(pool, random, between) {
    const bytes = new Uint8Array(random.whole(1, 9000)).fill(3);
    const { length } = bytes;
    const promise = pool.run((view: Uint8Array) => view.reduce((sum, byte) => sum + byte, 0), [bytes], {
      transfer: [bytes.buffer],
    });
    return {
      promise,
      isRight: (outcome) => gives(3 * length)(outcome) && (between === 'processes' || bytes.length === 0),
    };
  },
  'a missing file'(pool) {
    return {
      promise: pool.submit(readFileSync, '/no/such/file'),
      isRight: fails(({ code }) => code === 'ENOENT'),
    };
  },
  'a thrown error'(pool, random) {
    const n = random.whole(0, 1e6);
    const thrower = (number: number): never => {
      throw Object.assign(new RangeError('thrown'), { n: number });
    };
    return {
      promise: pool.submit(thrower, n),
      isRight: fails((error) => error instanceof RangeError && error.n === n),
    };
  },
  'a captured variable'(pool, random) {
    const n = random.next();
    return { promise: pool.submit(() => n), isRight: fails(({ code }) => code === 'ERR_CAPTURED_VARIABLE') };
  },
  'what cannot cross'(pool) {
    return { promise: pool.submit(() => () => 1), isRight: fails(({ code }) => code === 'ERR_CANNOT_CROSS') };
  },
  'an ended worker'(pool, random) {
    return {
      promise: pool.submit((code: number) => process.exit(code), random.whole(0, 3)),
      isRight: fails(({ code }) => code === 'ERR_WORKER_DIED'),
    };
  },
  'an error left behind'(pool) {
    const leave = (): number => {
      // Ends the worker, unless it is known to be that of a call that is over.
      setTimeout(() => void JSON.parse('{'), 0);
      return 1;
    };
    return { promise: pool.submit(leave), isRight: gives(1) };
  },
  'a time limit'(pool, random) {
    return stopped(pool, random, { timeout: random.whole(0, 25) }, ({ name }) => name === 'TimeoutError');
  },
  'an abort'(pool, random) {
    const controller = new AbortController();
    const reason = new Error('no longer needed');
    const abort = (): void => {
      controller.abort(reason);
    };
    const delay = random.whole(0, 25);
    if (delay === 0) abort();
    else if (delay === 1) queueMicrotask(abort);
    else setTimeout(abort, delay);
    return stopped(pool, random, { signal: controller.signal }, (error) => error === reason);
  },
  'a notified wait'(pool, _random, between) {
    // Memory is not shared with processes, where nobody ever notifies.
    if (between === 'processes') return { promise: pool.submit(Math.abs, -1), isRight: gives(1) };
    return { promise: pool.submit(Atomics.wait, sleeper, 0, 1), isRight: gives('not-equal') };
  },
  'a call that is cancelled'(pool, random) {
    const call = pool.call((n: number) => n + 1, random.whole(0, 9));
    const cancel = (): boolean => call.cancel();
    const wasCancelled = random.chance(0.5) ? cancel() : undefined;
    if (wasCancelled === undefined) setTimeout(cancel, random.whole(0, 5));
    return {
      promise: call.result,
      isRight: (outcome) =>
        'value' in outcome
          ? call.state === 'completed' && wasCancelled !== true
          : call.state === 'aborted' && outcome.error.name === 'AbortError',
    };
  },
  'a wait for the first of several'(pool, random) {
    const calls = Array.from({ length: random.whole(1, 5) }, (_, i) => pool.call(spin, i));
    const first = wait(calls, { until: 'first' }).then(({ done, pending }) => [
      done.length > 0,
      done.length + pending.length,
    ]);
    return {
      promise: first.finally(() => Promise.allSettled(calls.map(({ result }) => result))),
      isRight: gives([true, calls.length]),
    };
  },
  'several maps in one'(pool, random) {
    const numbers = Array.from({ length: random.whole(0, 30) }, (_, i) => i);
    const all = async (): Promise<number[]> => {
      const found: number[] = [];
      const add = (a: number, b: number): number => a + b;
      for await (const sum of pool.map(add, numbers, numbers, { chunkSize: random.whole(1, 5) }))
        found.push(sum);
      return found;
    };
    return { promise: all(), isRight: givesUnlessShutDown(numbers.map((n) => 2 * n)) };
  },
  'a map that is left'(pool, random) {
    const most = random.whole(1, 20);
    const sum = async (): Promise<number> => {
      let total = 0;
      const numbers = pool.map((n: number) => n * n, endless(), { concurrency: random.whole(1, 8) });
      for await (const square of numbers) {
        total += square;
        if (square >= most * most) break;
      }
      return total;
    };
    const total = sumOf(Array.from({ length: most }, (_, i) => (i + 1) ** 2));
    return { promise: sum(), isRight: givesUnlessShutDown(total) };
  },
};

function* endless(): Generator<number> {
  for (let n = 1; ; n++) yield n;
}
