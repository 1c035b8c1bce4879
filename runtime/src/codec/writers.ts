import { types } from '../common/node.ts';
import { asBuffer } from './bytes.ts';
import type { WriterName } from './writer-names.ts';

/*
 * Functions of Node that write into memory that they are given. What they have written in a worker is written again
 * here; nothing else is, because calls may write into parts of the same memory at once.
 */

/** A function that writes into its arguments. */
interface Writer {
  /** What it writes into, given its arguments. */
  targets(args: readonly unknown[]): unknown[];
  /** What it has written, given what it writes into, its arguments, and what it has returned. */
  ranges(targets: readonly (Uint8Array | undefined)[], args: readonly unknown[], result: unknown): Range[];
}

type Range = readonly [target: number, start: number, length: number];

/** Bytes that a function has written. */
export type Written = readonly [target: number, start: number, bytes: Uint8Array];

/** What a function returned: one of its targets, or a `Buffer` over a part of one. */
export type ReturnedTarget = readonly [target: number, start?: number, length?: number];

const read: Writer = {
  targets: (args) => [args[1]],
  ranges(_targets, [, , offset], count) {
    const start = Object(offset) === offset ? (offset as { offset?: unknown }).offset : offset;
    return [[0, Number(start ?? 0), Number(count)]];
  },
};

const readIntoMany: Writer = {
  targets: (args) => args[1] as unknown[],
  ranges(targets, _args, count) {
    let left = Number(count);
    return targets.map((target, index) => {
      const filled = Math.min(left, target?.length ?? 0);
      left -= filled;
      return [index, 0, filled];
    });
  },
};

const readFile: Writer = {
  targets: (args) => [(args[1] as { buffer?: unknown } | null | undefined)?.buffer],
  ranges([target], _args, result) {
    // A text does not say how many bytes it was.
    return target ? [[0, 0, types.isUint8Array(result) ? result.length : target.length]] : [];
  },
};

const fill: Writer = {
  targets: (args) => [args[0]],
  ranges([target], [given, offset, size]) {
    const { BYTES_PER_ELEMENT: unit = 1 } = given as { BYTES_PER_ELEMENT?: number };
    const start = Number(offset ?? 0) * unit;
    return target ? [[0, start, size === undefined ? target.length - start : Number(size) * unit]] : [];
  },
};

const element: Writer = {
  targets: (args) => [args[0]],
  ranges(_targets, [given, index]) {
    const { BYTES_PER_ELEMENT: unit = 1 } = given as { BYTES_PER_ELEMENT?: number };
    return [[0, Math.trunc(Number(index ?? 0)) * unit, unit]];
  },
};

const writers: Readonly<Record<WriterName, Writer>> = {
  readSync: read,
  readvSync: readIntoMany,
  readFileSync: readFile,
  readFile,
  'promises.readFile': readFile,
  randomFillSync: fill,
  getRandomValues: fill,
  'Atomics.add': element,
  'Atomics.and': element,
  'Atomics.compareExchange': element,
  'Atomics.exchange': element,
  'Atomics.or': element,
  'Atomics.store': element,
  'Atomics.sub': element,
  'Atomics.xor': element,
};

/** The bytes that a call has written into memory that is not shared; undefined if there are none. */
export function writtenBy(
  name: WriterName,
  args: readonly unknown[],
  result: unknown,
): readonly Written[] | undefined {
  const writer = writers[name];
  const targets = writer.targets(args).map(bytesOf);
  if (targets.every((target) => target === undefined)) return undefined;
  return writer.ranges(targets, args, result).flatMap(([target, start, length]): Written[] => {
    const bytes = targets[target]?.slice(start, start + length);
    return bytes && bytes.length > 0 ? [[target, start, bytes]] : [];
  });
}

/** What of the targets a call has returned, if it has returned one. */
export function returnedTarget(
  name: WriterName,
  args: readonly unknown[],
  result: unknown,
): ReturnedTarget | undefined {
  if (Object(result) !== result) return undefined;
  const targets = writers[name].targets(args);
  const same = targets.indexOf(result);
  if (same !== -1) return [same];
  if (!types.isUint8Array(result)) return undefined;
  const around = targets.findIndex((target) => bytesOf(target)?.buffer === result.buffer);
  return around === -1
    ? undefined
    : [around, result.byteOffset - (bytesOf(targets[around])?.byteOffset ?? 0), result.length];
}

/** Does to the caller's arguments what a function did to its copies. */
export function write(name: WriterName, args: readonly unknown[], written: readonly Written[]): void {
  const targets = writers[name].targets(args);
  for (const [target, start, bytes] of written) {
    const memory = bytesOf(targets[target]);
    // The caller may have given it away since.
    if (memory && start + bytes.length <= memory.length) memory.set(bytes, start);
  }
}

/** What the caller is given for what the function has returned. */
export function targetOf(
  name: WriterName,
  args: readonly unknown[],
  [index, start, length]: ReturnedTarget,
): unknown {
  const target = writers[name].targets(args)[index];
  const memory = start === undefined ? undefined : bytesOf(target)?.subarray(start, start + (length ?? 0));
  return memory ? asBuffer(memory) : target;
}

/** The bytes of a view or a block of memory that is not shared. Shared memory needs no writing back. */
function bytesOf(target: unknown): Uint8Array | undefined {
  if (types.isArrayBuffer(target)) return new Uint8Array(target);
  if (!ArrayBuffer.isView(target) || !types.isArrayBuffer(target.buffer)) return undefined;
  const { buffer, byteOffset, byteLength } = target;
  return byteOffset + byteLength <= buffer.byteLength
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : undefined;
}
