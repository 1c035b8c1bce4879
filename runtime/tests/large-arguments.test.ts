import { describe, expect, onTestFinished, test } from 'vitest';
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';
import type { PoolWorker } from '../src/pool/pool-worker.ts';
import type { Task } from '../src/pool/task.ts';
import { takeFrom } from '../src/pool/hand-out.ts';
import { rejection } from './support/rejection.ts';

const executors = [ThreadPoolExecutor, ProcessPoolExecutor];

/** Large data takes another way than small, and this makes it large. */
const LARGE = 'x'.repeat(5000);

function pool(Executor = ThreadPoolExecutor): ThreadPoolExecutor {
  const executor = new Executor({ maxWorkers: 1 });
  onTestFinished(() => executor.shutdown({ wait: false, cancelPending: true }));
  return executor;
}

/** The same, but not within a function that is defined in a test, and without a library. */
const identity = (value: unknown): unknown => value;

const cyclic: unknown[] = [LARGE];
cyclic.push({ cyclic });
const twin = { twin: true };
const deep = Array.from({ length: 500 }).reduce((inner: unknown) => [inner], LARGE);

class Point {
  readonly x = 1;
}

function argumentsOf(): IArguments {
  // eslint-disable-next-line prefer-rest-params -- the object itself is wanted
  return arguments;
}

describe.each(executors)('large arguments arrive as they are: %o', (Executor) => {
  test.each<[string, unknown]>([
    ['numbers', Array.from({ length: 2000 }, (_, i) => i / 2)],
    ['unusual primitives', [NaN, -0, Infinity, undefined, null, 10n, true, '\ud800', LARGE]],
    ['a hole', [, LARGE]], // eslint-disable-line no-sparse-arrays -- that is the case
    ['holes', Object.assign(new Array(2000), { 3: 'three' })],
    ['a Buffer within', { LARGE, buffer: Buffer.from('bytes') }],
    ['a date and a map', [new Date(5), new Map([[{ key: 1 }, new Set([LARGE])]])]],
    ['a Buffer in a map', new Map([[LARGE, Buffer.from('bytes')]])],
    ['no prototype', [LARGE, Object.assign(Object.create(null) as object, { a: 1 })]],
    ['an error', [LARGE, Object.assign(new RangeError('of range'), { code: 'E' })]],
    ['a URL', [LARGE, new URL('http://localhost/')]],
    ['views', { LARGE, floats: new Float32Array(2000), part: new Uint8Array(3000).subarray(10, 20) }],
    ['a cycle', cyclic],
    ['depth', deep],
    ['an empty array', [LARGE, []]],
  ])('%s', async (_name, value) => {
    const executor = pool(Executor);
    expect(await executor.submit(identity, value)).toStrictEqual(await Promise.resolve(value));
    // Those that have to wait take yet another way.
    const both = [executor.submit(identity, value), executor.submit(identity, value)];
    for (const result of await Promise.all(both)) expect(result).toStrictEqual(value);
  });

  test('one object in two places stays one', async () => {
    const same = ([, a, b]: unknown[]): boolean => a === b;
    const executor = pool(Executor);
    const calls = [1, 2, 3].map(() => executor.submit(same, [LARGE, twin, twin]));
    expect(await Promise.all(calls)).toEqual([true, true, true]);
  });

  test('properties of an array', async () => {
    const match = /(?<word>x+)/.exec(LARGE) ?? [];
    const properties = (found: RegExpExecArray): unknown[] => [
      found.index,
      Object.getPrototypeOf(found.groups),
      found.groups?.['word']?.length,
    ];
    const executor = pool(Executor);
    for (const found of [match, Object.assign(Array(100).fill(0), match)]) {
      const calls = [1, 2].map(() => executor.submit(properties, found as unknown as RegExpExecArray));
      expect(await Promise.all(calls)).toEqual(Array(2).fill([0, null, 5000]));
    }
  });

  test('what looks like plain data', async () => {
    const executor = pool(Executor);
    const length = (value: { LARGE: string }): number => value.LARGE.length;
    const calls = [1, 2].map(() => executor.submit(length, new Proxy({ LARGE }, {})));
    expect(await Promise.all(calls)).toEqual([5000, 5000]);
    const list = Reflect.apply(argumentsOf, undefined, [LARGE]) as unknown;
    const kind = (value: unknown): string => Object.prototype.toString.call(value);
    expect(await executor.submit(kind, list)).toBe('[object Arguments]');
  });

  test.each<[string, unknown]>([
    ['an instance', new Point()],
    ['a function', () => undefined],
    ['a symbol', Symbol('x')],
  ])('%s is refused by its place', async (_name, value) => {
    const executor = pool(Executor);
    for (const data of [{ LARGE, value }, { LARGE, list: [0, value] }, [LARGE, new Map([[1, value]])]]) {
      const error = await rejection(executor.submit(identity, data));
      expect(error['code']).toBe('ERR_CANNOT_CROSS');
      expect(error.message).toMatch(/^Argument 1 of identity \(at .+\) cannot cross/);
    }
    expect(await executor.submit(identity, 1)).toBe(1);
  });

  test('as they were when the call was made', async () => {
    const executor = pool(Executor);
    await executor.submit(identity, 0);
    const lists = [1, 2, 3, 4].map((n) => [n, LARGE]);
    const args: unknown[] = [[0, LARGE]];
    const first = (list: unknown[]): unknown => list[0];
    const calls = [
      ...lists.map((list) => executor.submit(first, list)),
      executor.run(first, args as [unknown[]]),
    ];
    for (const list of lists) list[0] = 'changed';
    args[0] = ['changed'];
    expect(await Promise.all(calls)).toEqual([1, 2, 3, 4, 0]);
  });
});

test('a worker is given no more of large arguments than one to work on and one to follow', async () => {
  const worker = { tasks: [], room: () => 64 } as unknown as PoolWorker;
  const taken = (sizes: readonly number[]): number => {
    const queue = sizes.map((size) => ({ size, transfer: [], keep: undefined }) as unknown as Task);
    const tasks = takeFrom(queue, worker, 64);
    expect(tasks.length + queue.length).toBe(sizes.length);
    return tasks.length;
  };
  const million = 1024 * 1024;
  expect(taken(Array<number>(30).fill(20 * million))).toBe(2);
  expect(taken(Array<number>(30).fill(million / 2))).toBe(4);
  expect(taken(Array<number>(30).fill(100))).toBe(30);
  expect(taken([20 * million])).toBe(1);

  const executor = pool();
  const length = (text: string): number => text.length;
  const texts = Array.from({ length: 30 }, (_, i) => String(i % 10).repeat(2 * million));
  expect(await Promise.all(texts.map((text) => executor.submit(length, text)))).toEqual(
    Array(30).fill(2 * million),
  );
});
