import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';
import { collect, gate, open, threads } from './support/pools.ts';
import { execute } from './support/program.ts';
import { rejection, thrown } from './support/rejection.ts';
import { until } from './support/until.ts';

test('keeps the order, and takes no more items than it works on', async () => {
  const pool = threads({ maxWorkers: 2 });
  let taken = 0;
  function* endless(): Generator<number> {
    for (;;) yield taken++;
  }
  const results: number[] = [];
  for await (const result of pool.map((n: number) => n * 2, endless(), { concurrency: 3 })) {
    results.push(result);
    expect(taken - results.length).toBeLessThanOrEqual(3);
    if (results.length === 10) break;
  }
  expect(results).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
});

test('takes async iterables, and closes what it left', async () => {
  const pool = threads({ maxWorkers: 1 });
  let closed = false;
  async function* source(): AsyncGenerator<number> {
    try {
      for (let i = 0; ; i++) yield await Promise.resolve(i);
    } finally {
      closed = true;
    }
  }
  for await (const n of pool.map((x: number) => x, source())) if (n === 3) break;
  expect(closed).toBe(true);
});

test('stops at the first failure in order', async () => {
  const pool = threads({ maxWorkers: 2 });
  const seen: number[] = [];
  const check = (n: number): number => {
    if (n === 3) throw new RangeError('three');
    return n;
  };
  await expect(async () => {
    for await (const n of pool.map(check, [1, 2, 3, 4])) seen.push(n);
  }).rejects.toThrow(RangeError);
  expect(seen).toEqual([1, 2]);
});

test('has a time limit for the whole of it, and a signal', async () => {
  const pool = threads({ maxWorkers: 2 });
  const wait = (shared: Int32Array): string => Atomics.wait(shared, 0, 0);
  const late = await rejection(collect(pool.map(wait, [gate()], { timeout: 10 })));
  expect(late.name).toBe('TimeoutError');
  const signal = AbortSignal.abort('enough');
  expect(await rejection(collect(pool.map(wait, [gate()], { signal })))).toBe('enough');
  const controller = new AbortController();
  const running = collect(pool.map(wait, [gate()], { signal: controller.signal }));
  await until(() => pool.stats.running === 1);
  controller.abort('now');
  expect(await rejection(running)).toBe('now');
});

test('gives results while the next item is awaited', async () => {
  const pool = threads({ maxWorkers: 2 });
  const answers = new EventEmitter();
  async function* conversation(): AsyncGenerator<number> {
    yield 1;
    const [answer] = (await once(answers, 'answer')) as [number];
    yield answer;
  }
  const results: number[] = [];
  for await (const result of pool.map(Math.abs, conversation(), { concurrency: 2 })) {
    results.push(result);
    answers.emit('answer', -2);
  }
  expect(results).toEqual([1, 2]);
});

test('does not wait for an item that never comes', async () => {
  const pool = threads({ maxWorkers: 1 });
  async function* stuck(): AsyncGenerator<number> {
    yield 1;
    await new Promise(() => undefined);
  }
  const late = await rejection(collect(pool.map(Math.abs, stuck(), { concurrency: 2, timeout: 10 })));
  expect(late.name).toBe('TimeoutError');
  await pool.shutdown();
});

test('says what is wrong with its arguments at once', () => {
  const pool = threads();
  const map = pool.map.bind(pool) as (...args: unknown[]) => unknown;
  expect(() => map(Math.abs, 5)).toThrow('items must be an iterable');
  expect(() => map(Math.abs, [], { concurrency: 0 })).toThrow('options.concurrency must be a whole number');
});

describe('several iterables', () => {
  test('are gone through together, until the shortest is over', async () => {
    const pool = threads();
    expect(await collect(pool.map(Math.max, [1, 5, 3], [4, 2]))).toEqual([4, 5]);
    const three = pool.map((a: number, b: string, c: boolean) => `${a}${b}${c}`, [1], new Set(['x']), [true]);
    expect(await collect(three)).toEqual(['1xtrue']);
    expect(await collect(pool.map(Math.pow, [2, 3], [10, 2], { concurrency: 1 }))).toEqual([1024, 9]);
    expect(await collect(pool.map(Math.pow, [2, 3], [10, 2], undefined))).toEqual([1024, 9]);
  });

  test('may be asynchronous, and those that are left are closed', async () => {
    const pool = threads();
    const closed: string[] = [];
    async function* letters(): AsyncGenerator<string> {
      try {
        for (const letter of 'abcdef') yield await Promise.resolve(letter);
      } finally {
        closed.push('letters');
      }
    }
    function* numbers(): Generator<number> {
      try {
        for (let n = 0; ; n++) yield n;
      } finally {
        closed.push('numbers');
      }
    }
    const pairs = pool.map(
      (n: number, letter: string, x: string) => `${n}${letter}${x}`,
      numbers(),
      letters(),
      'xy',
    );
    expect(await collect(pairs)).toEqual(['0ax', '1by']);
    expect(closed.sort()).toEqual(['letters', 'numbers']);
  });

  test('are told from options, and named if they are none', () => {
    const pool = threads();
    const map = pool.map.bind(pool) as (...args: unknown[]) => unknown;
    expect(thrown(() => map(Math.max)).message).toContain('items must be an iterable');
    expect(thrown(() => map(Math.max, [1], 5, [2])).message).toContain('items[1] must be an iterable');
    expect(thrown(() => map(Math.max, [1], 5)).message).toContain('options must be an object. Received 5.');
    expect(thrown(() => map(Math.max, [1], [2], { maxWorkers: 1 }))['code']).toBe('ERR_UNKNOWN_OPTION');
    expect(thrown(() => map('max', [1])).message).toContain('fn must be a function');
    for (const chunkSize of [0, 1.5, NaN, '2'])
      expect(thrown(() => map(Math.max, [1], { chunkSize })).message).toContain('options.chunkSize must be');
  });
});

describe('the beginning and the end', () => {
  test('calls are made at once, with the items as they are then', async () => {
    const pool = threads({ maxWorkers: 1 });
    const item = { n: 1 };
    const results = pool.map(({ n }: { n: number }) => n, [item]);
    item.n = 2;
    await until(() => pool.stats.completed === 1);
    expect(await collect(results)).toEqual([1]);
  });

  test('what has a length is worked on to its end after a shutdown', async () => {
    const results: AsyncIterable<number>[] = [];
    {
      await using pool = new ThreadPoolExecutor({ maxWorkers: 2 });
      const numbers = Array.from({ length: 50 }, (_, n) => n);
      results.push(pool.map(Math.abs, numbers), pool.map(Math.abs, new Set(numbers), { concurrency: 1 }));
      results.push(pool.map(Math.abs, numbers, { chunkSize: 7 }));
    }
    for (const each of results) expect(await collect(each)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  test('of what may be endless no more is taken after a shutdown; what was taken can be read', async () => {
    const pool = threads({ maxWorkers: 2 });
    let closed = false;
    function* endless(): Generator<number> {
      try {
        for (let n = 0; ; n++) yield n;
      } finally {
        closed = true;
      }
    }
    const results = pool.map(Math.abs, endless());
    await pool.shutdown();
    expect(closed).toBe(true);
    expect((await results.next()).value).toBe(0);
    expect((await results.next()).value).toBe(1);
    expect((await rejection(results.next()))['code']).toBe('ERR_EXECUTOR_SHUT_DOWN');
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  test('a shutdown that cancels calls cancels those of maps', async () => {
    const pool = threads({ maxWorkers: 1 });
    const shared = gate();
    const wait = (opened: Int32Array): string => Atomics.wait(opened, 0, 0);
    const results = pool.map(wait, [shared, shared, shared], { concurrency: 3 });
    await until(() => pool.stats.running === 1);
    const ended = pool.shutdown({ cancelPending: true });
    open(shared);
    expect((await results.next()).value).toMatch(/ok|not-equal/);
    expect((await rejection(results.next())).name).toBe('AbortError');
    await ended;
  });

  test('one that nobody reads does nothing, and can be left before it was read', async () => {
    const pool = threads({ maxWorkers: 1 });
    const shared = gate();
    const wait = (opened: Int32Array): string => Atomics.wait(opened, 0, 0);
    const results = pool.map(wait, [shared, shared]);
    await until(() => pool.stats.running === 1);
    expect(await results.return()).toEqual({ done: true, value: undefined });
    expect(await results.next()).toEqual({ done: true, value: undefined });
    expect(pool.stats.aborted).toBe(1);
    {
      await using left = pool.map(Math.abs, [1]);
      expect(typeof left.next).toBe('function');
    }
    expect(await rejection(pool.map(Math.abs, [1]).throw(new RangeError('no')))).toBeInstanceOf(RangeError);
  });

  test('several may be asked for at once', async () => {
    const pool = threads({ maxWorkers: 2 });
    const results = pool.map(Math.abs, [-1, -2]);
    const asked = [results.next(), results.next(), results.next()];
    expect(await Promise.all(asked)).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: undefined },
    ]);
  });
});

describe('the queue', () => {
  test('that is full, or has no room at all, does not matter', async () => {
    const pool = threads({ maxWorkers: 1, maxQueue: 0 });
    const shared = gate();
    const running = pool.submit(Atomics.wait, shared, 0, 0);
    const results = collect(pool.map(Math.abs, [-1, -2, -3], { concurrency: 2 }));
    expect((await rejection(pool.submit(Math.max, 1)))['code']).toBe('ERR_QUEUE_FULL');
    open(shared);
    expect(await results).toEqual([1, 2, 3]);
    await running;
  });
});

describe('a source that throws', () => {
  test.each([1, 2])(
    'does so after the results of what was taken, with a chunk size of %i',
    async (chunkSize) => {
      const pool = threads({ maxWorkers: 2 });
      function* source(): Generator<number> {
        yield 1;
        yield 2;
        yield 3;
        throw new RangeError('no more');
      }
      async function* slow(): AsyncGenerator<number> {
        yield* source();
        await Promise.resolve();
      }
      for (const items of [source(), slow()]) {
        const results = pool.map(Math.abs, items, { chunkSize });
        const seen: number[] = [];
        await expect(async () => {
          for await (const result of results) seen.push(result);
        }).rejects.toThrow('no more');
        expect(seen).toEqual([1, 2, 3]);
      }
      await pool.shutdown();
      expect(pool.stats.aborted).toBe(0);
    },
  );
});

describe.each([
  ['threads', ThreadPoolExecutor],
  ['processes', ProcessPoolExecutor],
])('chunks of items between %s', (_kind, Pool) => {
  test('take one call each', async () => {
    await using pool = new Pool({ maxWorkers: 2 });
    const numbers = Array.from({ length: 10 }, (_, n) => n);
    expect(await collect(pool.map((n: number) => n * n, numbers, { chunkSize: 4 }))).toEqual(
      numbers.map((n) => n * n),
    );
    expect(pool.stats.completed).toBe(3);
    const later = async (n: number, by: number): Promise<number> => Promise.resolve(n + by);
    expect(await collect(pool.map(later, numbers, numbers, { chunkSize: 3 }))).toEqual(
      numbers.map((n) => 2 * n),
    );
    const buffers = await collect(
      pool.map((text: string) => Buffer.from(text), ['a', 'b'], { chunkSize: 2 }),
    );
    expect(buffers.map(String)).toEqual(['a', 'b']);
  });

  test('give what there was before the first failure, and the error as it was', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const check = (n: number): number => {
      if (n === 3) throw Object.assign(new RangeError('three'), { code: 'ERR_THREE' });
      return n;
    };
    const checkLater = async (n: number): Promise<number> => {
      await Promise.resolve();
      if (n === 3) throw Object.assign(new RangeError('three'), { code: 'ERR_THREE' });
      return n;
    };
    for (const fn of [check, checkLater] as ((n: number) => number | Promise<number>)[]) {
      const seen: number[] = [];
      const failed = rejection(
        (async () => {
          for await (const n of pool.map(fn, [1, 2, 3, 4], { chunkSize: 4 })) seen.push(n);
        })(),
      );
      const error = await failed;
      expect(error).toBeInstanceOf(RangeError);
      expect(error['code']).toBe('ERR_THREE');
      expect(seen).toEqual([1, 2]);
    }
  });

  test('name what cannot cross', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const items = [1, () => undefined] as unknown as number[];
    expect((await rejection(collect(pool.map(Math.abs, items, { chunkSize: 2 })))).message).toContain(
      'Argument 1 of Math.abs cannot cross',
    );
    const wrong = pool.map((n: number) => (n === 2 ? new WeakMap() : n), [1, 2], { chunkSize: 2 });
    expect((await rejection(collect(wrong))).message).toContain('(at [1]) cannot cross');
    expect(await pool.submit(Math.max, 1, 2)).toBe(2);
  });

  test('are not made of functions that write into arguments, or keep an order', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const path = new URL(import.meta.url);
    const texts = pool.map((file: URL) => file.href, [path], { chunkSize: 2 });
    expect(await collect(texts)).toEqual([path.href]);
    const read = await collect(
      pool.map(readFileSync as (file: URL) => Buffer, [path, path], { chunkSize: 2 }),
    );
    expect(read.map((bytes) => bytes.length > 0)).toEqual([true, true]);
    const targets = [new Uint8Array(100), new Uint8Array(100)];
    await collect(pool.map(randomFillSync as (target: Uint8Array) => Uint8Array, targets, { chunkSize: 2 }));
    expect(targets.map((bytes) => bytes.some(Boolean))).toEqual([true, true]);
  });
});

test('results are kept only while they are needed', async () => {
  const { stdout, stderr, exit } = await execute(['--expose-gc', '--input-type=module', '--eval', KEEPING]);
  expect({ stdout, stderr, exit }).toEqual({ stdout: '0 0\n', stderr: '', exit: 0 });
});

/** Counts results that have been read, and are still there. */
const KEEPING = `
import { ThreadPoolExecutor } from 'to-thread';
const pool = new ThreadPoolExecutor({ maxWorkers: 2 });
async function kept(chunkSize) {
  const results = [];
  let most = 0;
  for await (const result of pool.map((n) => ({ n }), Array(20).keys(), { chunkSize })) {
    results.push(new WeakRef(result));
    await new Promise((resolve) => setTimeout(resolve, 2));
    gc();
    // The one at hand is in use.
    most = Math.max(most, results.slice(0, -1).filter((each) => each.deref()).length);
  }
  return most;
}
console.log(await kept(1), await kept(5));
await pool.shutdown();
`;
