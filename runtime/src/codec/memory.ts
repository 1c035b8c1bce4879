import { types } from '../common/node.ts';
import type { Crossing } from './crossing.ts';

/** A block of memory, or a view of one. */
export type Memory = ArrayBuffer | View;
type View = ArrayBufferView<ArrayBuffer>;

/** What is sent of a view between processes, which would send the views of one block as a copy each. */
export type ViewData = readonly [className: string, memory: ArrayBuffer, byteOffset: number, length: number];

/** Below this, copying into the message is cheaper than handing a memory block over. */
const WORTH_MOVING = 4096;

/** Whether it is memory that is copied when it is sent. */
export function isMemory(value: unknown): value is Memory {
  return ArrayBuffer.isView(value) ? types.isArrayBuffer(value.buffer) : types.isArrayBuffer(value);
}

export function blockOf(memory: Memory): ArrayBuffer {
  return ArrayBuffer.isView(memory) ? memory.buffer : memory;
}

/** Whether the memory has been handed to another thread. What is left of it has no bytes. */
export function isDetached(memory: Memory): boolean {
  const block = blockOf(memory);
  if (block.byteLength > 0) return false;
  try {
    new Uint8Array(block);
    return false;
  } catch {
    return true;
  }
}

/**
 * What to send in the place of each of these. What shares memory still does: a block is copied once, and views stay
 * where they are in it. But a Buffer is often a part of a slab that Node shares between many Buffers; it travels
 * without what is around it, unless that is looked at, too.
 *
 * @param isKept whether it is sent later, and must then be as it is now
 * @param transfer what moves; what is to move beside that is added
 */
export function copiesOf(
  seen: ReadonlySet<Memory>,
  { between, owned = false }: Crossing,
  isKept: boolean,
  transfer: Set<unknown>,
): Map<Memory, Memory | ViewData> {
  const copies = new Map<Memory, Memory | ViewData>();
  for (const [block, group] of byBlock(seen)) {
    const mayMove = between === 'threads' && block.byteLength >= WORTH_MOVING;
    if (mayMove && owned && group.some(({ byteLength }) => byteLength === block.byteLength)) {
      transfer.add(block);
      for (const each of group) copies.set(each, each);
    } else if (group.every((each) => Buffer.isBuffer(each))) cutOut(group);
    else if (between !== 'threads') sendWithin(group, isKept ? structuredClone(block) : block, 0);
    else if (!isKept) for (const each of group) copies.set(each, each);
    else {
      const clones = structuredClone(group);
      group.forEach((each, index) => copies.set(each, clones[index] ?? each));
      if (mayMove) transfer.add(blockOf(clones[0] ?? block));
    }
  }
  return copies;

  /** Buffers that have bytes in common stay together. */
  function cutOut(buffers: readonly View[]): void {
    let together: View[] = [];
    let end = 0;
    for (const buffer of buffers.toSorted((a, b) => a.byteOffset - b.byteOffset)) {
      if (together.length > 0 && buffer.byteOffset >= end) {
        cut(together, end);
        together = [];
      }
      together.push(buffer);
      end = Math.max(end, buffer.byteOffset + buffer.byteLength);
    }
    cut(together, end);
  }

  function cut(buffers: readonly View[], end: number): void {
    const [{ buffer, byteOffset: start } = Buffer.alloc(0)] = buffers;
    const bytes = copyOf(buffer, start, end);
    if (between !== 'threads') sendWithin(buffers, bytes, start);
    else
      for (const each of buffers)
        copies.set(each, new Uint8Array(bytes, each.byteOffset - start, each.byteLength));
    if (between === 'threads' && bytes.byteLength >= WORTH_MOVING) transfer.add(bytes);
  }

  function sendWithin(group: readonly Memory[], bytes: ArrayBuffer, start: number): void {
    for (const each of group) copies.set(each, ArrayBuffer.isView(each) ? dataOf(each, bytes, start) : bytes);
  }
}

/** A copy of a part. Of a large one most of the time would go into making its memory all zeros before. */
function copyOf(block: ArrayBuffer, start: number, end: number): ArrayBuffer {
  if (end - start < WORTH_MOVING) return block.slice(start, end);
  const bytes = Buffer.allocUnsafeSlow(end - start);
  bytes.set(new Uint8Array(block, start, end - start));
  return bytes.buffer;
}

/** How many bytes of memory are to be sent. */
export function sizeOf(seen: Iterable<Memory>): number {
  let size = 0;
  for (const [block, group] of byBlock(seen)) {
    const parts = group.reduce((sum, { byteLength }) => sum + byteLength, 0);
    size += group.every((each) => Buffer.isBuffer(each)) ? parts : block.byteLength;
  }
  return size;
}

function byBlock(seen: Iterable<Memory>): Map<ArrayBuffer, Memory[]> {
  const groups = new Map<ArrayBuffer, Memory[]>();
  for (const each of seen) {
    const group = groups.get(blockOf(each));
    if (group) group.push(each);
    else groups.set(blockOf(each), [each]);
  }
  return groups;
}

function dataOf(view: ArrayBufferView, bytes: ArrayBuffer, start: number): ViewData {
  const {
    byteOffset,
    byteLength,
    BYTES_PER_ELEMENT: unit = 1,
  } = view as ArrayBufferView & {
    readonly BYTES_PER_ELEMENT?: number;
  };
  const tag = (view as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  const className = Buffer.isBuffer(view) ? 'Buffer' : (tag ?? 'Uint8Array');
  return [className, bytes, byteOffset - start, byteLength / unit];
}

/** The view again, on the other side. */
export function viewFrom([className, memory, byteOffset, length]: ViewData): object {
  if (className === 'Buffer') return Buffer.from(memory, byteOffset, length);
  type ViewClass = new (memory: ArrayBuffer, byteOffset: number, length: number) => object;
  const View = (globalThis as unknown as Record<string, ViewClass>)[className] ?? Uint8Array;
  return new View(memory, byteOffset, length);
}
