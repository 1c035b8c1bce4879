import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ProcessPoolExecutor, runInExecutor, ThreadPoolExecutor, toThread } from 'to-thread';
import { rejection } from './support/rejection.ts';

const forever = (): never => {
  for (;;);
};
const untyped = (value: unknown): never => value as never;

const calls: Readonly<Record<string, (pool: ThreadPoolExecutor) => Promise<unknown>>> = {
  'what is no function': () => toThread(untyped(readFileSync(import.meta.filename))),
  'what is no array': (pool) => pool.run(Math.max, untyped(1)),
  'what is no executor': () => runInExecutor(untyped({}), Math.max, 1),
  'an unknown option': (pool) => pool.run(Math.max, [1], untyped({ timout: 5 })),
  'an argument that cannot cross': () =>
    toThread(
      Math.max,
      untyped(() => 1),
    ),
  'a result that cannot cross': () => toThread(() => () => 1),
  'a captured variable': () => toThread(() => readFileSync('x')),
  'a class': () => toThread(untyped(URL), untyped('http://localhost')),
  'a bound function': () => toThread(((n: number) => n).bind(1), 1),
  'a time limit': (pool) => pool.run(forever, [], { timeout: 10 }),
  'a dead worker': (pool) => pool.submit(() => process.exit(3)),
  'a dead process': () => new ProcessPoolExecutor().submit(() => process.exit(3)),
  'too little memory': () =>
    new ThreadPoolExecutor({ resourceLimits: { maxOldGenerationSizeMb: 16 } }).submit(() => {
      for (const all: unknown[] = []; ;) all.push(new Array(10_000).fill({}));
    }),
  'a failed initializer': () =>
    new ThreadPoolExecutor({ initializer: () => JSON.parse('{') as unknown }).submit(Math.max, 1),
  'an executor that is shut down': async () => {
    const pool = new ThreadPoolExecutor();
    await pool.shutdown();
    return await pool.submit(Math.max, 1);
  },
  'a full queue': async () => {
    await using pool = new ThreadPoolExecutor({ maxWorkers: 1, maxQueue: 0 });
    const first = pool.submit(Math.max, 1);
    return await pool.submit(Math.max, 1).finally(() => first);
  },
  'a wrong option of an executor': async () => {
    await new ThreadPoolExecutor(untyped({ maxThreads: 4 })).shutdown();
  },
};

describe('the stack of an error names the caller, and nothing of to-thread', () => {
  test.each(Object.entries(calls))('%s', async (_name, call) => {
    await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
    async function callerFunction(): Promise<unknown> {
      return await call(pool);
    }
    const { stack = '' } = await rejection(callerFunction());
    expect(stack).toContain('callerFunction');
    expect(stack).not.toMatch(/at .*(?:runtime[\\/](?:dist|src)|to-thread:)/);
  });
});

test('a stack has room for ten frames of the program', async () => {
  const deep = (depth: number): Promise<unknown> =>
    depth === 0 ? toThread(untyped('no function')) : deep(depth - 1);
  const { stack = '' } = await rejection(deep(20));
  expect(stack.match(/at deep/g)).toHaveLength(10);
});

test('a reason that the caller gives stays as it is', async () => {
  await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
  const reason = new Error('mine');
  const { stack } = reason;
  const error = await rejection(pool.run(forever, [], { signal: AbortSignal.abort(reason) }));
  expect(error).toBe(reason);
  expect(error.stack).toBe(stack);
});

describe('says what is wrong, and what to do', () => {
  test.each<[name: string, call: () => Promise<unknown>, message: string]>([
    [
      'the function was called',
      () => toThread(untyped(1)),
      'fn must be a function. Received 1. Pass the function and its arguments instead of calling it: toThread(readFileSync, path).',
    ],
    [
      'a class',
      () => toThread(untyped(URL)),
      'URL cannot run in a worker: it is a class. Pass a function that makes an instance of it, and returns something that is plain data.',
    ],
    [
      'a method of an object',
      () => toThread(untyped(new Map().get), untyped(1)),
      'get cannot run in a worker: it is native code, or a method that needs its `this`. Pass a function that is given what it is called on: (object, ...args) => object.get(...args).',
    ],
    [
      'process.chdir',
      () => toThread(process.chdir, '/'),
      'process.chdir() is not supported in workers. Those of a ProcessPoolExecutor are processes of their own, where it is.',
    ],
  ])('%s', async (_name, call, message) => {
    const error = await rejection(call());
    // In a test run the README's part about that is mentioned.
    expect(error.message.replace(/ If a test .*/, '')).toBe(message);
    expect(error.stack).toContain(message);
  });

  test.each<[value: unknown, message: string]>([
    ['x', "Received 'x'."],
    [1, 'Received 1.'],
    [{}, 'Received {}.'],
    [new Uint8Array(1), 'Received Uint8Array(1) [ 0 ]. Hand over its `buffer`.'],
  ])('%o, which cannot be handed over', async (value, received) => {
    await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
    const transfer = [new ArrayBuffer(1), untyped(value)];
    const { code, message } = await rejection(pool.run(Math.max, [1], { transfer }));
    expect(code).toBe('ERR_INVALID_ARG_TYPE');
    expect(message).toBe(
      `options.transfer[1] must be something that can be handed over, such as an ArrayBuffer or a MessagePort. ${received}`,
    );
  });

  test('of what only Node knows that it cannot be handed over', async () => {
    await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
    const transfer = [untyped(new Date())];
    const { code, message } = await rejection(
      pool.run((value: unknown) => Boolean(value), [{}], { transfer }),
    );
    expect(code).toBe('ERR_CANNOT_CROSS');
    expect(message).toMatch(/cannot cross to another thread: .*[^.]\.$/);
  });

  test('an executor without a name by the name of its class', async () => {
    const pool = new ThreadPoolExecutor();
    await pool.shutdown();
    const { message } = await rejection(pool.submit(Math.max, 1));
    expect(message).toBe('ThreadPoolExecutor has been shut down and takes no new calls.');
  });
});
