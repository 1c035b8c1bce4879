import { describe, expect, test } from 'vitest';
import { ProcessPoolExecutor, ThreadPoolExecutor, toThread } from 'to-thread';
import { rejection } from './support/rejection.ts';

/** What a function is given, and what it returns, is what a direct call would have had, but for being a copy. */
describe.each([
  ['threads', () => new ThreadPoolExecutor({ maxWorkers: 1 })],
  ['processes', () => new ProcessPoolExecutor({ maxWorkers: 1 })],
] as const)('between %s', (_between, makePool) => {
  const block = new ArrayBuffer(16);
  const views = [new Uint8Array(block), new Float64Array(block, 8), new DataView(block, 2, 3), block];

  test('views of one block are views of one block', async () => {
    await using pool = makePool();
    const seen = await pool.submit((given: Uint8Array[]) => {
      given[0]?.fill(1, 8, 9);
      const all = given.map((each) => (ArrayBuffer.isView(each) ? each.buffer : each));
      return [
        all.every((each) => each === all[0]),
        ...given.map((each) => [each.byteOffset, each.byteLength]),
      ];
    }, views as Uint8Array[]);
    expect(seen).toEqual([true, [0, 16], [8, 8], [2, 3], [undefined, 16]]);
    const back = (await pool.submit((given: unknown) => given, views)) as typeof views;
    expect(back).toEqual(views);
    const [bytes, floats] = back as [Uint8Array, Float64Array];
    bytes[15] = 64;
    expect(floats[0]).toBe(2);
    expect(back.map((each) => (ArrayBuffer.isView(each) ? each.buffer : each))).toEqual(
      Array(4).fill(back[3]),
    );
  });

  test('Buffers that overlap share what they have in common', async () => {
    await using pool = makePool();
    const whole = Buffer.alloc(64, 'x');
    const given = [whole.subarray(0, 4), whole.subarray(2, 6), whole.subarray(40, 44)];
    const text = await pool.submit((parts: Buffer[]) => {
      parts[0]?.write('ab', 2);
      return parts.map(String);
    }, given);
    expect(text).toEqual(['xxab', 'abxx', 'xxxx']);
    const returned = await pool.submit((parts: Buffer[]) => parts, given);
    returned[0]?.write('cd', 2);
    expect(returned.map(String)).toEqual(['xxcd', 'cdxx', 'xxxx']);
  });

  test('a Buffer does not drag along what is around it', async () => {
    await using pool = makePool();
    const small = Buffer.from('abc');
    expect(await pool.submit((given: Buffer) => given.buffer.byteLength, small)).toBe(3);
    const returned = await pool.submit((given: Buffer) => given, small);
    expect([returned, returned.buffer.byteLength]).toEqual([small, 3]);
    const same = (given: { small: Buffer; list: Buffer[] }): typeof given => given;
    const nested = await pool.submit(same, { small, list: [small] });
    expect(nested.small.buffer.byteLength).toBe(3);
    expect(nested.list[0]).toBe(nested.small);
  });

  test.each([
    ['an array with a hole and a name', Object.assign([1, , 3], { index: 0 })], // eslint-disable-line no-sparse-arrays -- the hole is what is tested
    ['an array with two holes and two names', Object.assign([, 1, ,], { a: 1, b: [2] })], // eslint-disable-line no-sparse-arrays -- see above
    ['an array of holes', Object.assign(new Array(2), { a: 1, b: 2 })],
    ['a Map', Object.assign(new Map([[1, 2]]), { name: 'm', inner: new Map() })],
    ['a Set', Object.assign(new Set([1]), { name: 's' })],
    ['a Date', Object.assign(new Date(5), { zone: 'UTC' })],
    ['a RegExp', Object.assign(/x/g, { flagsOfOurs: ['a'] })],
    ['a URL', Object.assign(new URL('file:///a'), { line: 3 })],
    ['one of them in another', { date: Object.assign(new Date(5), { of: Object.assign(/y/, { a: 1 }) }) }],
  ])('%s keeps its properties', async (_name, value: object) => {
    await using pool = makePool();
    const keysOf = (given: object): string => JSON.stringify(Object.keys(given));
    expect(await pool.submit(keysOf, value)).toBe(keysOf(value));
    const back = await pool.submit((given: object) => given, value);
    expect(back).toEqual(value);
    expect(Object.keys(back)).toEqual(Object.keys(value));
  });

  const wrappers: readonly (readonly [string, (inner: unknown) => unknown])[] = [
    ['arrays', (inner) => [inner]],
    ['objects', (inner) => ({ inner })],
    ['maps', (inner) => new Map([[1, inner]])],
    ['sets', (inner) => new Set([inner])],
    ['null prototypes', (inner) => Object.assign(Object.create(null) as object, { inner })],
    ['causes', (inner) => Object.assign(new Error('outer'), { cause: inner })],
    ['properties of dates', (inner) => Object.assign(new Date(1), { inner })],
  ];
  test.each(wrappers)('%s 3,000 deep', { timeout: 60_000 }, async (_name, wrap) => {
    await using pool = makePool();
    let value: unknown = 'innermost';
    for (let depth = 0; depth < 3000; depth++) value = wrap(value);
    const measure = (given: unknown): unknown => {
      let depth = 0;
      let inner: unknown = given;
      while (typeof inner === 'object' && inner !== null) {
        const { cause, inner: member } = inner as { cause?: unknown; inner?: unknown };
        const isIterable = Symbol.iterator in inner;
        const [first] = isIterable ? (inner as Iterable<unknown>) : [cause ?? member];
        inner = inner instanceof Map ? (first as unknown[])[1] : first;
        depth++;
      }
      return [depth, inner];
    };
    expect(await pool.submit(measure, value)).toEqual([3000, 'innermost']);
    expect(measure(await pool.submit((given: unknown) => given, value))).toEqual([3000, 'innermost']);
  });

  test('a ring of 5,000 objects is one', async () => {
    await using pool = makePool();
    interface Link {
      readonly at: number;
      next?: Link | undefined;
    }
    const links = Array.from({ length: 5000 }, (_, at): Link => ({ at }));
    for (const link of links) link.next = links[(link.at + 1) % links.length];
    const around = (given: readonly Link[]): boolean =>
      given.every((link, at) => link.at === at && link.next === given[(at + 1) % given.length]);
    expect(await pool.submit(around, links)).toBe(true);
    expect(around(await pool.submit((given: Link[]) => given, links))).toBe(true);
  });

  // To go each way anew that leads to an object would take for ever.
  test('what many ways lead to is copied once', async () => {
    await using pool = makePool();
    interface Node {
      readonly parent: Node | undefined;
      readonly children: Node[];
    }
    const grown = (levels: number, parent?: Node): Node => {
      const node: Node = { parent, children: [] };
      if (levels > 0) for (let i = 0; i < 3; i++) node.children.push(grown(levels - 1, node));
      return node;
    };
    const isTree = (given: Node): boolean => {
      const nodes = [given];
      // The list grows while it is gone through.
      for (const node of nodes) nodes.push(...node.children);
      return (
        nodes.length === 1093 && nodes.every((node) => node.children.every(({ parent }) => parent === node))
      );
    };
    const tree = grown(6);
    expect(await pool.submit(isTree, tree)).toBe(true);
    expect(isTree(await pool.submit((given: Node) => given, tree))).toBe(true);

    let pairs: object = {};
    for (let level = 0; level < 90; level++) pairs = { left: pairs, right: pairs };
    const isPaired = (given: { left?: object; right?: object }): boolean => given.left === given.right;
    expect(await pool.submit(isPaired, pairs)).toBe(true);
    expect(isPaired(await pool.submit((given: object) => given, pairs))).toBe(true);
  });

  test('an instance of a class is found beyond a ring', async () => {
    await using pool = makePool();
    class Own {
      readonly name = 'own';
    }
    const ring: { next?: unknown; own?: Own }[] = [{}, {}, {}];
    ring.forEach((each, at) => (each.next = ring[(at + 1) % 3]));
    Object.assign(ring[2] ?? {}, { own: new Own() });
    const error = await rejection(pool.submit((given: unknown) => given, ring));
    expect(error.message).toMatch(/^Argument 1 of .*\(at \[2\]\.own\).*an instance of Own/);
  });

  test('memory that has been handed over is refused by its place', async () => {
    await using pool = makePool();
    const gone = new Uint8Array(8);
    structuredClone(gone, { transfer: [gone.buffer] });
    const buffer = Buffer.from(new ArrayBuffer(8));
    structuredClone(buffer, { transfer: [buffer.buffer] });
    for (const value of [gone, gone.buffer, buffer, new Map([[1, gone]])]) {
      const error = await rejection(pool.submit((given: unknown) => given, { value }));
      expect(error).toMatchObject({ name: 'DataCloneError', code: 'ERR_CANNOT_CROSS' });
      expect(error.message).toMatch(
        /^Argument 1 of .*\(at \.value.*its memory has been handed over already\.$/,
      );
    }
    expect(await pool.submit((given: Uint8Array) => given.length, new Uint8Array(0))).toBe(0);
  });
});

test('more than a message between processes can hold is refused', async () => {
  await using pool = new ProcessPoolExecutor({ maxWorkers: 1 });
  // The system gives memory for what is written only.
  const block = new ArrayBuffer(4.5 * 2 ** 30);
  const error = await rejection(pool.submit((given: unknown) => typeof given, block));
  expect(error).toMatchObject({ name: 'DataCloneError', code: 'ERR_CANNOT_CROSS' });
  expect(error.message).toMatch(/messages between processes hold less than 4 GiB\.$/);
  const small = Buffer.from(block, 5, 3);
  expect(await pool.submit((given: Buffer) => given.length, small)).toBe(3);
});

test('fifty views of one block copy it once', async () => {
  const block = new ArrayBuffer(1024 * 1024);
  const views = Array.from({ length: 50 }, (_, index) => new Float32Array(block, index * 4));
  const isOne = (given: Float32Array[]): boolean => given.every(({ buffer }) => buffer === given[0]?.buffer);
  expect(await toThread(isOne, views)).toBe(true);
  const { arrayBuffers } = process.memoryUsage();
  const calls = Array.from({ length: 4 }, () => toThread(isOne, views));
  expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(8 * block.byteLength);
  await Promise.all(calls);
});
