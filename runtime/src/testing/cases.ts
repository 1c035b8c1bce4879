import assert from 'node:assert/strict';
import type { Executor } from '../executor/executor.ts';
import { runInExecutor } from '../index.ts';
import { add, block, echo, fail, later } from './functions.ts';

/** What an executor has to do, and what shows whether it does. */
export type Requirement = readonly [name: string, check: (executor: Executor) => Promise<void>];

/** Long enough that nothing that works would take it. */
const FOR_EVER = 600_000;

const calls: readonly Requirement[] = [
  [
    'submit gives what the function returns',
    async (executor) => {
      assert.equal(await executor.submit(add, 1, 2), 3);
      assert.equal(await executor.submit(Math.max, 1, 5, 3), 5);
    },
  ],
  [
    'submit gives what a promise that the function returns resolves to',
    async (executor) => {
      assert.equal(await executor.submit(later, 'done'), 'done');
    },
  ],
  [
    'run takes the arguments as an array, and options',
    async (executor) => {
      assert.equal(await executor.run(add, [1, 2]), 3);
      assert.equal(await executor.run(add, [1, 2], { timeout: FOR_EVER }), 3);
    },
  ],
  [
    'many calls at once are all answered, each with its own result',
    async (executor) => {
      const numbers = Array.from({ length: 200 }, (_, i) => i);
      assert.deepEqual(
        await Promise.all(numbers.map((n) => executor.submit(add, n, n))),
        numbers.map((n) => 2 * n),
      );
    },
  ],
  [
    'values come as they are: Buffers, maps, dates, bigints, errors, cycles',
    async (executor) => {
      const value: Record<string, unknown> = {
        bytes: Buffer.from('abc'),
        map: new Map<unknown, unknown>([[1n, new Set([undefined])]]),
        date: new Date(0),
        url: new URL('https://example.com/'),
        error: new RangeError('as a value'),
        text: '\ud800 é',
        list: [null, NaN, -0],
      };
      value['self'] = value;
      const back = await executor.submit(echo, value);
      assert.deepEqual(back, value);
      assert.ok(Buffer.isBuffer(back['bytes']));
      assert.equal(back['self'], back);
    },
  ],
  [
    'arguments are copied as they are when the call is made',
    async (executor) => {
      const list = [1, 2, 3];
      const call = executor.submit(echo, list);
      list.length = 0;
      assert.deepEqual(await call, [1, 2, 3]);
    },
  ],
  [
    'runInExecutor makes calls with it',
    async (executor) => {
      assert.equal(await runInExecutor(executor, add, 2, 3), 5);
    },
  ],
];

const failures: readonly Requirement[] = [
  [
    'what the function throws is thrown: class, message, code, properties, cause',
    async (executor) => {
      const error = await rejection(executor.submit(fail, 'wrong'));
      assert.ok(error instanceof RangeError);
      assert.equal(error.name, 'ConformanceError');
      assert.equal(error.message, 'wrong');
      assert.equal(Reflect.get(error, 'code'), 'ERR_CONFORMANCE');
      assert.deepEqual(Reflect.get(error, 'details'), new Map([['tries', 3n]]));
      assert.ok(error.cause instanceof TypeError);
    },
  ],
  [
    'the stack of an error shows who awaits the call',
    async (executor) => {
      async function whoAwaits(): Promise<void> {
        await executor.submit(fail, 'wrong');
      }
      const error = await rejection(whoAwaits());
      assert.match(String((error as Error).stack), /whoAwaits/);
    },
  ],
  [
    'a call that fails is no matter of others',
    async (executor) => {
      const results = await Promise.allSettled([executor.submit(fail, 'wrong'), executor.submit(add, 1, 2)]);
      assert.deepEqual(
        results.map(({ status }) => status),
        ['rejected', 'fulfilled'],
      );
    },
  ],
  [
    'what cannot cross is rejected, not thrown, with a DataCloneError that names it',
    async (executor) => {
      const error = await rejection(executor.submit(echo, { deep: [() => 1] }));
      assert.equal((error as Error).name, 'DataCloneError');
      assert.match((error as Error).message, /echo.*\.deep\[0\]/);
    },
  ],
  [
    'what is no function is rejected with a TypeError',
    async (executor) => {
      assert.ok(
        (await rejection(executor.submit('add' as unknown as typeof add, 1, 2))) instanceof TypeError,
      );
    },
  ],
];

const stops: readonly Requirement[] = [
  [
    'a signal that has aborted rejects with its reason',
    async (executor) => {
      const signal = AbortSignal.abort('too late');
      assert.equal(await rejection(executor.run(add, [1, 2], { signal })), 'too late');
    },
  ],
  [
    'a signal stops a call that runs, and the executor goes on',
    async (executor) => {
      const controller = new AbortController();
      const call = executor.call(block, 50);
      await call.result;
      const stopped = executor.run(block, [FOR_EVER], { signal: controller.signal });
      setTimeout(() => {
        controller.abort('enough');
      }, 100);
      assert.equal(await rejection(stopped), 'enough');
      assert.equal(await executor.submit(add, 1, 2), 3);
    },
  ],
  [
    'a time limit stops a call with a TimeoutError',
    async (executor) => {
      const error = await rejection(executor.run(block, [FOR_EVER], { timeout: 100 }));
      assert.equal((error as Error).name, 'TimeoutError');
      assert.equal(await executor.submit(add, 1, 2), 3);
    },
  ],
  [
    'a call that is held says how it is, and can be stopped',
    async (executor) => {
      const call = executor.call(add, 1, 2);
      assert.equal(await call.result, 3);
      assert.equal(call.state, 'completed');
      assert.equal(call.cancel(), false);
      const failing = executor.call(fail, 'wrong');
      await rejection(failing.result);
      assert.equal(failing.state, 'failed');
      const long = executor.call(block, FOR_EVER);
      long.abort('enough');
      assert.equal(await rejection(long.result), 'enough');
      assert.equal(long.state, 'aborted');
    },
  ],
];

const maps: readonly Requirement[] = [
  [
    'map gives the results in the order of the items, of the shortest iterable',
    async (executor) => {
      assert.deepEqual(await collect(executor.map(add, [1, 2, 3], [10, 20])), [11, 22]);
      assert.deepEqual(await collect(executor.map(echo, [3, 1, 2], { concurrency: 2 })), [3, 1, 2]);
    },
  ],
  [
    'map takes no more items than it works on, and closes what it leaves',
    async (executor) => {
      let taken = 0;
      let isClosed = false;
      function* endless(): Generator<number> {
        try {
          for (;;) yield taken++;
        } finally {
          isClosed = true;
        }
      }
      let read = 0;
      for await (const result of executor.map(echo<number>, endless(), { concurrency: 2 })) {
        assert.equal(result, read++);
        assert.ok(taken - read <= 2);
        if (read === 5) break;
      }
      assert.ok(isClosed);
    },
  ],
  [
    'map ends with the first failure in the order of the items',
    async (executor) => {
      const error = await rejection(collect(executor.map(fail, ['first', 'second'])));
      assert.equal((error as Error).message, 'first');
    },
  ],
];

const ends: readonly Requirement[] = [
  [
    'stats count calls by how they ended',
    async (executor) => {
      await executor.submit(add, 1, 2);
      await rejection(executor.submit(fail, 'wrong'));
      await rejection(executor.run(block, [FOR_EVER], { timeout: 50 }));
      const { completed, failed, aborted, running, waiting } = executor.stats;
      assert.deepEqual(
        { completed, failed, aborted, running, waiting },
        { completed: 1, failed: 1, aborted: 1, running: 0, waiting: 0 },
      );
    },
  ],
  [
    'ready resolves when there is a place',
    async (executor) => {
      await executor.ready();
      assert.equal(await executor.submit(add, 1, 2), 3);
    },
  ],
  [
    'shutdown lets calls end, refuses further ones, and can be called again',
    async (executor) => {
      const call = executor.submit(block, 50);
      await executor.shutdown();
      assert.equal(await call, 50);
      const error = await rejection(executor.submit(add, 1, 2));
      assert.equal(Reflect.get(error as object, 'code'), 'ERR_EXECUTOR_SHUT_DOWN');
      await executor.shutdown();
      await executor[Symbol.asyncDispose]();
    },
  ],
  [
    'terminate rejects all calls that are not finished',
    async (executor) => {
      const stopped = rejection(executor.submit(block, FOR_EVER));
      await executor.terminate();
      assert.equal(((await stopped) as Error).name, 'AbortError');
    },
  ],
];

/** All that an executor has to do. */
export const requirements: readonly Requirement[] = [...calls, ...failures, ...stops, ...maps, ...ends];

/** What a promise is rejected with. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const result = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in result) return result.error;
  assert.fail(`a rejection was expected, and there is the result ${String(result.value)}`);
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
