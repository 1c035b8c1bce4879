import { types } from '../common/node.ts';

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
  return types.isAnyArrayBuffer(argument) ? [new Uint8Array(argument)] : [];
}
