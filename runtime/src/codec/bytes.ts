import { isAnyArrayBuffer } from 'node:util/types';

/** Bytes that a message carries, and the memory to transfer for them, if moving it beats copying it. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly transfer: ArrayBuffer | undefined;
}

/** Below this, copying into the message is cheaper than handing a memory block over. */
const WORTH_MOVING = 4096;

/**
 * The bytes of `view` in memory of exactly their size. A Buffer is often a slice of a slab that Node shares between
 * many Buffers: cloning it would send the whole slab, transferring it would pull it away from the others.
 *
 * @param owned whether nobody else uses the memory, so that it may move instead of being copied
 */
export function exactBytes(view: Uint8Array, owned: boolean): Bytes {
  const { buffer } = view;
  if (!(buffer instanceof ArrayBuffer)) return { bytes: view, transfer: undefined };
  if (view.byteLength < WORTH_MOVING) return { bytes: new Uint8Array(view), transfer: undefined };
  if (owned && view.byteLength === buffer.byteLength) {
    return { bytes: new Uint8Array(buffer), transfer: buffer };
  }
  const copy = new Uint8Array(view);
  return { bytes: copy, transfer: copy.buffer };
}

/** A `Buffer` over the same memory, without a copy. */
export function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** The bytes of an argument that a function writes into: a view, a block of memory, or an array of these. */
export function memoryOf(argument: unknown): Uint8Array[] {
  if (Array.isArray(argument)) return argument.flatMap(memoryOf);
  if (ArrayBuffer.isView(argument)) {
    return [new Uint8Array(argument.buffer, argument.byteOffset, argument.byteLength)];
  }
  return isAnyArrayBuffer(argument) ? [new Uint8Array(argument)] : [];
}
