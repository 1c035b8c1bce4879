import type { Transferable } from 'node:worker_threads';
import { getBuiltinModule, types } from '../common/node.ts';
import { cannotCross } from './cannot-cross.ts';
import type { Encoded, Special } from './encoded.ts';
import * as Form from './form.ts';
import { kinds, type Copier } from './kinds.ts';
import { isPrimitive, plain } from './primitives.ts';
import { classNameOf } from './prototypes.ts';
import { weigh, type Weight } from './weigh.ts';

/** What the way a value travels allows. */
export interface Crossing {
  /** What the value is, for messages: `The result of readFileSync`. */
  readonly label: string;
  /** Threads share memory and can hand objects over; processes only copy. */
  readonly between: 'threads' | 'processes';
  /** Whether the memory of the value's Buffers belongs to it alone and may be moved. */
  readonly owned?: boolean | undefined;
  /** What the caller gives away. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** The exports of the function's own module, so that the other side can use the same classes of errors. */
  readonly exports?: object | undefined;
}

/** Longer strings travel as bytes: they are moved, not cloned, which spares the receiving thread most of the work. */
const LONG_STRING = 4 * 1024 * 1024;

/** Below this, copying into the message is cheaper than handing a memory block over. */
const WORTH_MOVING = 4096;

/**
 * Encodes `value` for a message. Nothing of it is changed.
 * @throws DataCloneError naming the part that cannot cross
 */
export function encode(value: unknown, crossing: Crossing): Encoded {
  if (typeof value === 'string' && value.length > LONG_STRING) return encodeLongString(value);
  return isPrimitive(value) ? plain(value) : encodeObject(value, crossing, false);
}

/**
 * Encodes the arguments of a call as they are at this moment. The crossing's label is the function.
 * @throws DataCloneError naming the argument by position
 */
export function encodeArguments(args: readonly unknown[], crossing: Crossing): Encoded {
  const { size, hasMemory } =
    crossing.transfer === undefined || crossing.transfer.length === 0
      ? weigh(args, crossing.between)
      : NOTHING;
  // A copy of what is small is made before anybody would have asked whether it is needed.
  if (!(size >= WORTH_MOVING)) return encodeObject(args, crossing, true);
  const keep = (): Encoded =>
    (hasMemory ? undefined : serialized(args)) ?? encodeObject(args, crossing, true);
  return { ...plain(args, size), keep };
}

const NOTHING: Weight = { size: NaN, hasMemory: false };

/** The bytes that V8 itself makes of plain data. Not of a Proxy, of which nothing tells what it is. */
function serialized(value: unknown): Encoded | undefined {
  try {
    const payload = getBuiltinModule('v8').serialize(value);
    return { form: Form.SERIALIZED, payload, transfer: [], size: payload.byteLength };
  } catch {
    return undefined;
  }
}

function encodeLongString(text: string): Encoded {
  // Two bytes a character keep lone surrogates, which UTF-8 would replace.
  const form = /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf16le';
  const { buffer, byteOffset, length } = Buffer.from(text, form);
  return { form, payload: new Uint8Array(buffer, byteOffset, length), transfer: [buffer] };
}

/**
 * Copies `value` for the message. What structured clone would damage is a `Special` in the copy.
 * @param isArguments whether it is sent later, and must then be as it is now
 */
function encodeObject(value: unknown, crossing: Crossing, isArguments: boolean): Encoded {
  const { label, between, owned = false } = crossing;
  // Processes only copy.
  const transfer = new Set<unknown>(between === 'threads' ? crossing.transfer : undefined);
  /** What is sent in place of each object. */
  const copies = new Map<object, object>();
  const specials = new Set<object | undefined>();
  const places: [container: object, key: PropertyKey][] = [];
  /** The way from the value to where the encoder is, for messages. */
  const path: string[] = [];
  let isLenient = false;
  const copier: Copier = { exports: crossing.exports, settle, settleLeniently, bytes };

  if (Buffer.isBuffer(value)) return encoded(Form.BUFFER, bytes(value));
  const root = [copyOf(value)];
  if (specials.size === 0) return encoded(Form.PLAIN, root[0]);
  if (specials.has(root[0])) places.push([root, 0]);
  return encoded(Form.GRAPH, [root, [...specials], places]);

  function encoded(form: Encoded['form'], payload: unknown): Encoded {
    return { form, payload, transfer: [...transfer] as Transferable[] };
  }

  /** What to send in place of `original`; undefined if that is impossible, but does not matter. */
  function copyOf(original: unknown): object | undefined {
    if (typeof original !== 'object' || original === null) return refuse(`it is a ${typeof original}`);
    const known = copies.get(original);
    if (known !== undefined) return known;
    if (Array.isArray(original)) return settle(remember(original, copyOfArray(original)));
    if (isPlainObject(original) || isEnvironment(original))
      return settle(remember(original, { ...original }));
    const kind = kinds.findIndex(({ is }) => is(original));
    if (kind === -1) return native(original);

    const special: Special = remember(original, { kind, data: undefined });
    specials.add(special);
    special.data = kinds[kind]?.take(original, copier);
    return special;
  }

  function remember<T extends object>(original: object, copy: T): T {
    copies.set(original, copy);
    return copy;
  }

  function settle<T extends object>(container: T): T {
    for (const key of Object.keys(container)) {
      const member = (container as Record<string, unknown>)[key];
      if (isPrimitive(member)) continue;
      path.push(key);
      const copy = copyOf(member);
      (container as Record<string, unknown>)[key] = copy;
      if (specials.has(copy)) places.push([container, key]);
      path.pop();
    }
    return container;
  }

  function settleLeniently<T extends object>(container: T): T {
    const before = isLenient;
    isLenient = true;
    settle(container);
    isLenient = before;
    return container;
  }

  /** An object that is left to structured clone. */
  function native(original: object): object | undefined {
    const memory = ArrayBuffer.isView(original) ? original.buffer : original;
    if (transfer.has(memory)) return original;
    if (types.isDate(original) || types.isArrayBuffer(memory)) {
      if (!isArguments) return original;
      return remember(original, types.isUint8Array(original) ? bytes(original) : structuredClone(original));
    }
    const copy = clone(original, between);
    const name = classNameOf(original);
    // Structured clone makes plain objects of what it does not know.
    if (copy && name !== 'Object' && classNameOf(copy) === name) return remember(original, copy);
    return refuse(`it is an instance of ${name || 'a class'}, not plain data`);
  }

  function bytes(view: Uint8Array): Uint8Array {
    const { buffer, byteLength } = view;
    if (!types.isArrayBuffer(buffer)) return view;
    // A Buffer is often a slice of a slab that Node shares between many Buffers: cloning it would send the whole slab,
    // moving it would pull it away from the others.
    const mayMove = byteLength === buffer.byteLength && (owned || transfer.has(buffer));
    const isLarge = byteLength >= WORTH_MOVING;
    const copy = mayMove && isLarge ? view : new Uint8Array(view);
    if (isLarge && between === 'threads') transfer.add(copy.buffer);
    return copy;
  }

  function refuse(reason: string): object | undefined {
    if (isLenient) return undefined;
    const position = isArguments ? `Argument ${Number(path.shift()) + 1} of ` : '';
    throw cannotCross(position + label + at(path), reason);
  }
}

function clone(value: object, between: Crossing['between']): object | undefined {
  try {
    if (between === 'threads') return structuredClone(value);
    const { deserialize, serialize } = getBuiltinModule('v8');
    return deserialize(serialize(value)) as object;
  } catch {
    return undefined;
  }
}

/** A copy with all there is: elements, holes and named properties, which match results have. */
function copyOfArray(array: unknown[]): unknown[] {
  return Object.keys(array).length === array.length
    ? [...array]
    : Object.assign(new Array(array.length), array);
}

/** A plain object of this realm or another (test runners give each test file a realm of its own). */
function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return (
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty') &&
    !types.isArgumentsObject(value)
  );
}

/** Whether it is `process.env`, which has a prototype of its own, or what jest puts in its place. */
function isEnvironment(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.getPrototypeOf(process.env);
}

/** ` (at .options["a-b"][0])`; nothing for the value itself. Patterns for letters of all languages load slowly. */
function at(path: readonly string[]): string {
  const steps = path.map((step) =>
    /^[a-z_$][\w$]*$/i.test(step) ? `.${step}` : `[${/^\d+$/.test(step) ? step : JSON.stringify(step)}]`,
  );
  return steps.length > 0 ? ` (at ${steps.join('')})` : '';
}
