import { getRandomValues, randomFillSync } from 'node:crypto';
import { closeSync, openSync, promises, readFileSync, readSync, readvSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { types } from 'node:util';
import { runInThisContext } from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { moduleFunction, ProcessPoolExecutor, ThreadPoolExecutor, toThread } from 'to-thread';
import { temporaryFolder } from './support/folder.ts';
import { rejection } from './support/rejection.ts';

describe('arguments', () => {
  test('are as they were at the call, however long it waits', async () => {
    await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
    const blocker = pool.submit(Atomics.wait, new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    const bytes = Buffer.from('before');
    const list = [1, 2];
    const date = new Date(0);
    const call = pool.submit((...given: unknown[]) => given, bytes, list, date, { list });
    bytes.fill('x');
    list.push(3);
    date.setTime(5);
    expect(await call).toEqual([Buffer.from('before'), [1, 2], new Date(0), { list: [1, 2] }]);
    await blocker;
  });

  test('stay usable, shared memory is shared', async () => {
    const bytes = Buffer.alloc(100_000, 'a');
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    await toThread(
      (given: Buffer, memory: Uint8Array) => {
        given.fill(0);
        memory.fill(7);
      },
      bytes,
      shared,
    );
    expect(bytes[0]).toBe(97);
    expect(bytes.length).toBe(100_000);
    expect([...shared]).toEqual([7, 7, 7, 7]);
  });

  test('are handed over when asked, and only then', async () => {
    await using pool = new ThreadPoolExecutor();
    const memory = new ArrayBuffer(100_000);
    const size = await pool.run((given: ArrayBuffer) => given.byteLength, [memory], { transfer: [memory] });
    expect(size).toBe(100_000);
    expect(memory.byteLength).toBe(0);
    const { port1, port2 } = new MessageChannel();
    const answer = once(port1, 'message');
    const greet = (port: MessagePort): void => {
      port.postMessage('hello');
    };
    await pool.run(greet, [port2], { transfer: [port2] });
    expect(await answer).toEqual(['hello']);
    port1.close();
  });

  test.each([
    [
      'of a class of ours',
      new (class Point {
        x = 1;
      })(),
      'an instance of Point',
    ],
    ['of a class without a name', Object.create(Object.create(null) as object), 'an instance of a class'],
    [
      'of a class that only looks like one of Node',
      new (class Stats {
        size = 1;
      })(),
      'an instance of Stats',
    ],
    ['that is a subclass', new (class Day extends Promise<void> {})(() => undefined), 'an instance of Day'],
  ])('an object %s is refused', async (_name, value: unknown, reason) => {
    const error = await rejection(toThread(Array.of, 1, { value }));
    expect(error.name).toBe('DataCloneError');
    expect(error.message).toContain(
      `Argument 2 of Array.of (at .value) cannot cross to another thread: it is ${reason}`,
    );
  });

  test('URLs, as fs takes them', async () => {
    expect(await toThread(readFileSync, new URL(import.meta.url), 'utf8')).toContain('as fs takes them');
  });

  test('the arguments of a function, there and back', async () => {
    const given = runInThisContext('(function () { return arguments; })') as (
      ...args: unknown[]
    ) => IArguments;
    expect(await toThread(Array.from, given('a', new Map([['b', 1]])))).toEqual(['a', new Map([['b', 1]])]);
    const returned = await toThread(given, 1, Buffer.from('x'));
    expect(types.isArgumentsObject(returned)).toBe(true);
    expect([...(returned as Iterable<unknown>)]).toEqual([1, Buffer.from('x')]);
  });

  test('options objects', async () => {
    expect(await toThread(readFileSync, import.meta.filename, { encoding: 'utf8' })).toContain(
      'options objects',
    );
  });
});

describe('functions that write into an argument', () => {
  function openFile(content: string): number {
    const file = join(temporaryFolder(), 'content');
    writeFileSync(file, content);
    const fd = openSync(file, 'r');
    onTestFinished(() => {
      closeSync(fd);
    });
    return fd;
  }

  test('readSync', async () => {
    const buffer = Buffer.alloc(8, '.');
    expect(await toThread(readSync, openFile('0123456789'), buffer, 2, 4, 3)).toBe(4);
    expect(String(buffer)).toBe('..3456..');
  });

  test('readSync into a part of a larger Buffer', async () => {
    const whole = Buffer.alloc(10, '-');
    await toThread(readSync, openFile('abcdef'), whole.subarray(4, 6), 0, 2, 0);
    expect(String(whole)).toBe('----ab----');
  });

  test('readvSync', async () => {
    const buffers = [Buffer.alloc(2), new Uint8Array(3)] as const;
    expect(await toThread(readvSync, openFile('abcdef'), [...buffers], 0)).toBe(5);
    expect([String(buffers[0]), Buffer.from(buffers[1]).toString()]).toEqual(['ab', 'cde']);
  });

  test.each([
    ['Buffer', Buffer.alloc(32)],
    ['Uint32Array', new Uint32Array(8)],
    ['DataView', new DataView(new ArrayBuffer(32))],
    ['large Buffer', Buffer.alloc(100_000)],
  ])('randomFillSync of a %s returns that very object', async (_name, target) => {
    expect(await toThread(randomFillSync, target)).toBe(target);
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    expect(bytes.some((byte) => byte !== 0)).toBe(true);
  });

  test('getRandomValues', async () => {
    const target = new Uint8Array(32);
    expect(await toThread(getRandomValues, target)).toBe(target);
    expect(target.some((byte) => byte !== 0)).toBe(true);
  });

  test('only what was written, also what the caller has written since', async () => {
    await using pool = new ProcessPoolExecutor({ maxWorkers: 1 });
    const buffer = Buffer.alloc(8, '.');
    const first = pool.submit(randomFillSync, buffer, 0, 4);
    const second = pool.submit(randomFillSync, buffer, 4, 2);
    buffer.write('!', 7);
    expect(await first).toBe(buffer);
    expect(String(buffer.subarray(4))).toBe('...!');
    await second;
    expect(String(buffer.subarray(6))).toBe('.!');
  });

  test('two reads into one Buffer at once, however its part is named', async () => {
    const fd = openFile('0123456789');
    const whole = Buffer.alloc(10, '.');
    const { buffer } = new Uint8Array(10).fill(46);
    await Promise.all([
      toThread(readSync, fd, whole, 0, 2, 0),
      toThread(readSync, fd, whole, { offset: 2, length: 2, position: 2 }),
      toThread(readSync, fd, whole.subarray(4, 6), 0, 2, 4),
      toThread(readvSync, fd, [whole.subarray(6, 7), whole.subarray(7, 8)], 6),
      toThread(readSync, fd, new Uint16Array(buffer, 0, 2), 0, 4, 0),
      toThread(readSync, fd, new DataView(buffer, 8), 1, 1, 9),
    ]);
    expect(String(whole)).toBe('01234567..');
    expect(Buffer.from(buffer).toString()).toBe('0123.....9');
  });

  test('what is read short, or into more than it fills, leaves the rest alone', async () => {
    const fd = openFile('ab');
    const buffer = Buffer.alloc(6, '.');
    expect(await toThread(readSync, fd, buffer, 1, 5, 0)).toBe(2);
    expect(String(buffer)).toBe('.ab...');
    const many = [Buffer.alloc(1, '-'), Buffer.alloc(3, '-'), Buffer.alloc(2, '-')];
    expect(await toThread(readvSync, fd, many, 0)).toBe(2);
    expect(many.map(String)).toEqual(['a', 'b--', '--']);
    expect(await toThread(readSync, fd, buffer, 0, 6, 99)).toBe(0);
    expect(String(buffer)).toBe('.ab...');
  });

  test.each([
    ['bytes', new Uint8Array(8), [2, 3], [0, 0, 1, 1, 1, 0, 0, 0]],
    ['elements of two bytes', new Uint16Array(4), [1, 2], [0, 0, 1, 1, 1, 1, 0, 0]],
    ['bytes of a DataView', new DataView(new ArrayBuffer(8)), [6], [0, 0, 0, 0, 0, 0, 1, 1]],
    ['bytes of memory itself', new ArrayBuffer(8), [0, 1], [1, 0, 0, 0, 0, 0, 0, 0]],
  ])('randomFillSync of some %s', async (_name, target, where, filled) => {
    const memory = target instanceof ArrayBuffer ? target : target.buffer;
    const seen = new Array<number>(8).fill(0);
    // A random byte may be 0, so it takes several.
    for (let round = 0; round < 8; round++) {
      const result = await toThread(randomFillSync as (...args: unknown[]) => unknown, target, ...where);
      expect(result).toBe(target);
      new Uint8Array(memory).forEach((byte, index) => {
        if (byte !== 0) seen[index] = 1;
      });
    }
    expect(seen).toEqual(filled);
  });

  test.each([
    ['store', [1, 7], 7],
    ['add', [1, 7], 2],
    ['sub', [1, 1], 2],
    ['or', [1, 1], 2],
    ['xor', [1, 1], 2],
    ['and', [1, 0], 2],
    ['exchange', [1, 9], 2],
    ['compareExchange', [1, 2, 5], 2],
  ] as const)('Atomics.%s on memory that is not shared', async (name, args, result) => {
    const direct = new Int32Array([1, 2, 3]);
    const threaded = new Int32Array([1, 2, 3]);
    const call = Atomics[name] as (...all: unknown[]) => unknown;
    expect(call(direct, ...args)).toBe(result);
    const calls = [toThread(call, threaded, ...args), toThread(Atomics.store, threaded, 2, 8)];
    expect(await Promise.all(calls)).toEqual([result, 8]);
    direct[2] = 8;
    expect(threaded).toEqual(direct);
  });

  test('readFileSync into a Buffer of ours', async () => {
    const file = join(temporaryFolder(), 'content');
    writeFileSync(file, 'content');
    const direct = Buffer.alloc(12, '.');
    const threaded = Buffer.alloc(16, '.').subarray(2, 14);
    const options = { buffer: threaded } as object;
    const expected = readFileSync(file, { buffer: direct } as object);
    for (const read of [readFileSync, promises.readFile] as unknown as (typeof readFileSync)[]) {
      threaded.fill('.');
      const result = await toThread(read, file, options);
      expect(result).toEqual(expected);
      // Before Node 24 there is no such option.
      expect(result.buffer === threaded.buffer).toBe(expected.buffer === direct.buffer);
      expect(String(threaded)).toBe(String(direct));
    }
    await toThread(readFileSync, file, { ...options, encoding: 'utf8' });
    expect(String(threaded)).toBe(String(direct));
  });

  test('a function that moduleFunction names', async () => {
    const named = moduleFunction<typeof readSync>('node:fs', 'readSync', import.meta.url);
    const buffer = Buffer.alloc(4, '.');
    expect(await toThread(named, openFile('abc'), buffer, 1, 2, 0)).toBe(2);
    expect(String(buffer)).toBe('.ab.');
  });

  test('nothing is written when it throws', async () => {
    const buffer = Buffer.alloc(4, 1);
    expect((await rejection(toThread(readSync, 9999, buffer, 0, 4, 0)))['code']).toBe('EBADF');
    expect([...buffer]).toEqual([1, 1, 1, 1]);
  });
});
