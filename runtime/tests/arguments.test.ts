import { getRandomValues, randomFillSync } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, readvSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { types } from 'node:util';
import { runInThisContext } from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ThreadPoolExecutor, toThread } from 'to-thread';
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

  test('nothing is written when it throws', async () => {
    const buffer = Buffer.alloc(4, 1);
    expect((await rejection(toThread(readSync, 9999, buffer, 0, 4, 0)))['code']).toBe('EBADF');
    expect([...buffer]).toEqual([1, 1, 1, 1]);
  });
});
