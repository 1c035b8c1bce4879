import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { Lock, toThread, type HeldLock } from 'to-thread';
import { temporaryFolder } from './support/folder.ts';
import { rejection } from './support/rejection.ts';

test('keeps reading and writing together', async () => {
  const file = join(temporaryFolder(), 'count');
  writeFileSync(file, '0');
  const lock = new Lock();
  const increment = async (): Promise<void> => {
    const count = Number(await toThread(readFileSync, file, 'utf8'));
    await toThread(writeFileSync, file, String(count + 1));
  };
  await Promise.all(Array.from({ length: 50 }, () => lock.run(increment)));
  expect(readFileSync(file, 'utf8')).toBe('50');
  expect(lock.locked).toBe(false);
});

test('goes to those who wait in the order in which they came, and to nobody between', async () => {
  const lock = new Lock();
  const order: number[] = [];
  const first = await lock.acquire();
  const others = [1, 2, 3].map(async (number) => {
    const held = await lock.acquire();
    order.push(number);
    await setImmediate();
    order.push(number);
    held.release();
  });
  expect(lock.locked).toBe(true);
  first.release();
  // It is promised to the first of those who wait.
  expect(lock.locked).toBe(true);
  others.push(lock.run(() => void order.push(4)));
  await Promise.all(others);
  expect(order).toEqual([1, 1, 2, 2, 3, 3, 4]);
  expect(lock.locked).toBe(false);
});

test('one at a time gets it, in their order, while others give up and the queue runs empty', async () => {
  const lock = new Lock();
  const order: number[] = [];
  const expected: number[] = [];
  let inside = 0;
  for (let round = 0; round < 50; round++) {
    const controller = new AbortController();
    const held = await lock.acquire();
    const waiting = Array.from({ length: 20 }, async (_, at) => {
      const number = round * 20 + at;
      const givesUp = (number * 7) % 3 === round % 3;
      if (!givesUp) expected.push(number);
      const own = await lock.acquire(givesUp ? { signal: controller.signal } : {});
      inside++;
      expect(inside).toBe(1);
      order.push(number);
      if (at % 2 === 0) await setImmediate();
      inside--;
      own.release();
    });
    if (round % 2 === 0) controller.abort();
    held.release();
    controller.abort();
    await Promise.allSettled(waiting);
    expect(lock.locked).toBe(false);
  }
  expect(order.toSorted((a, b) => a - b)).toEqual(order);
  // One that is to give up may have the lock by then.
  expect(order).toEqual(expect.arrayContaining(expected));
});

test('a long queue is gone through in order', async () => {
  const lock = new Lock();
  const held = await lock.acquire();
  let count = 0;
  const waiting = Array.from({ length: 100_000 }, async (_, at) => {
    const own = await lock.acquire();
    if (count++ !== at) throw new Error(`${at} came as number ${count}.`);
    own.release();
  });
  held.release();
  await Promise.all(waiting);
  expect(count).toBe(100_000);
});

describe('is released', () => {
  test('once, however often that is said', async () => {
    const lock = new Lock();
    const held = await lock.acquire();
    held.release();
    const next = await lock.acquire();
    held.release();
    held[Symbol.dispose]();
    await held[Symbol.asyncDispose]();
    expect(lock.locked).toBe(true);
    next.release();
    expect(lock.locked).toBe(false);
  });

  test('at the end of a block', async () => {
    const lock = new Lock();
    {
      using held = await lock.acquire();
      expect([lock.locked, typeof held.release]).toEqual([true, 'function']);
    }
    expect(lock.locked).toBe(false);
    {
      await using held = await lock.acquire();
      expect([lock.locked, typeof held.release]).toEqual([true, 'function']);
    }
    expect(lock.locked).toBe(false);
  });

  test('when the function throws', async () => {
    const lock = new Lock();
    const error = new Error('failed');
    const fail = (): never => {
      throw error;
    };
    expect(await rejection(lock.run(fail))).toBe(error);
    expect(await rejection(lock.run(() => Promise.reject(error)))).toBe(error);
    expect(lock.locked).toBe(false);
  });
});

describe('waiting for it', () => {
  test('ends when the signal aborts, and the others keep their places', async () => {
    const lock = new Lock();
    const held = await lock.acquire();
    const controller = new AbortController();
    const { signal } = controller;
    const order: string[] = [];
    const before = lock.run(() => order.push('before'));
    const aborted = [lock.acquire({ signal }), lock.run(() => order.push('never'), { signal })].map(
      rejection,
    );
    const after = lock.run(() => order.push('after'));
    controller.abort('no longer needed');
    expect(await Promise.all(aborted)).toEqual(['no longer needed', 'no longer needed']);
    held.release();
    await Promise.all([before, after]);
    expect(order).toEqual(['before', 'after']);
    expect(lock.locked).toBe(false);
  });

  test('does not begin after that', async () => {
    const lock = new Lock();
    expect(await rejection(lock.acquire({ signal: AbortSignal.abort('too late') }))).toBe('too late');
    expect(lock.locked).toBe(false);
  });

  test('an abort after it does nothing', async () => {
    const lock = new Lock();
    const held = await lock.acquire();
    const controller = new AbortController();
    const next = lock.acquire({ signal: controller.signal });
    held.release();
    controller.abort('too late');
    (await next).release();
    expect(await lock.run(() => 'free')).toBe('free');
  });
});

describe('for itself', () => {
  const expected = { name: 'Error', code: 'ERR_LOCK_WAITS_FOR_ITSELF' };

  test.each<[string, (lock: Lock) => Promise<unknown>]>([
    ['run', (lock) => lock.run(() => 1)],
    ['acquire', (lock) => lock.acquire()],
    ['after an await', (lock) => setImmediate().then(() => lock.acquire())],
    ['within another lock', (lock) => new Lock().run(() => lock.run(() => 1))],
  ])('is an error: %s', async (_name, nested) => {
    const lock = new Lock();
    expect(await rejection(lock.run(() => nested(lock)))).toMatchObject(expected);
    expect(lock.locked).toBe(false);
    expect(await lock.run(() => 'free')).toBe('free');
  });

  test('another lock is another one', async () => {
    const [one, other] = [new Lock(), new Lock()];
    expect(await one.run(() => other.run(() => 'both'))).toBe('both');
  });

  test('what runs beside it waits as usual, whoever has started it', async () => {
    const lock = new Lock();
    const order: string[] = [];
    const sibling = async (name: string): Promise<void> => {
      await lock.run(async () => {
        order.push(name);
        await setImmediate();
        order.push(name);
      });
    };
    await Promise.all(['a', 'b'].map(sibling));
    expect(order).toEqual(['a', 'a', 'b', 'b']);
  });

  test('so does what it has started, once it is over', async () => {
    const lock = new Lock();
    let late: Promise<string> | undefined;
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    await lock.run(() => {
      late = ended.then(() => lock.run(() => 'late'));
    });
    const held = await lock.acquire();
    end();
    await setImmediate();
    held.release();
    expect(await late).toBe('late');
  });
});

test('types', () => {
  const lock = new Lock();
  expectTypeOf(lock.acquire()).resolves.toEqualTypeOf<HeldLock>();
  expectTypeOf(lock.run(() => 1)).toEqualTypeOf<Promise<number>>();
  expectTypeOf(lock.run(() => Promise.resolve('x'))).toEqualTypeOf<Promise<string>>();
  expectTypeOf(lock.run(() => toThread(readFileSync, 'package.json', 'utf8'))).toEqualTypeOf<
    Promise<string>
  >();
  expectTypeOf(lock.locked).toEqualTypeOf<boolean>();
});

test('wrong arguments are refused', async () => {
  const lock = new Lock();
  expect((await rejection(lock.run(1 as never)))['code']).toBe('ERR_INVALID_ARG_TYPE');
  const error = await rejection(lock.acquire({ signal: 'now' as never }));
  expect(error.message).toBe("options.signal must be an AbortSignal. Received 'now'.");
  expect(lock.locked).toBe(false);
});
