import { isArrayBuffer, isDate, isUint8Array } from 'node:util/types';
import type { Transferable } from 'node:worker_threads';
import { cannotCross } from './cannot-cross.ts';
import type { Encoded, Special } from './encoded.ts';
import * as Form from './form.ts';
import { kinds, type Copier } from './kinds.ts';

/** What the way a value travels allows. */
export interface Crossing {
  /** What the value is, for messages: `The result of readFileSync`. */
  readonly label: string;
  /** Threads share memory and can hand objects over; processes only copy. */
  readonly between: 'threads' | 'processes';
  /** Whether the memory of the value's Buffers belongs to it alone and may be moved. */
  readonly owned?: boolean;
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
  return isPrimitive(value) ? plain(value) : new Encoder(crossing, false).encode(value);
}

/**
 * Encodes the arguments of a call as they are at this moment. The crossing's label is the function.
 * @throws DataCloneError naming the argument by position
 */
export function encodeArguments(args: readonly unknown[], crossing: Crossing): Encoded {
  return args.every(isPrimitive) ? plain(args) : new Encoder(crossing, true).encode(args);
}

function plain(payload: unknown): Encoded {
  return { form: Form.PLAIN, payload, transfer: [] };
}

function encodeLongString(text: string): Encoded {
  // Two bytes a character keep lone surrogates, which UTF-8 would replace.
  const form = /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf16le';
  const { buffer, byteOffset, length } = Buffer.from(text, form);
  return { form, payload: new Uint8Array(buffer, byteOffset, length), transfer: [buffer] };
}

/** Whether structured clone carries `value` exactly and without looking inside. */
function isPrimitive(value: unknown): boolean {
  const type = typeof value;
  return (type !== 'object' || value === null) && type !== 'function' && type !== 'symbol';
}

class Encoder implements Copier {
  readonly #crossing: Crossing;
  /** Arguments are sent later, and must then be as they are now. */
  readonly #isArguments: boolean;
  readonly #transfer: Set<unknown>;
  /** What is sent in place of each object. */
  readonly #copies = new Map<object, object>();
  readonly #specials = new Set<object | undefined>();
  /** See `Graph`. */
  readonly #places: [container: object, key: PropertyKey][] = [];
  /** The way from the value to where the encoder is, for messages. */
  readonly #path: string[] = [];
  #isLenient = false;

  constructor(crossing: Crossing, isArguments: boolean) {
    this.#crossing = crossing;
    this.#isArguments = isArguments;
    this.#transfer = new Set(crossing.transfer);
  }

  get exports(): object | undefined {
    return this.#crossing.exports;
  }

  encode(value: unknown): Encoded {
    if (Buffer.isBuffer(value)) return this.#encoded(Form.BUFFER, this.bytes(value));
    const root = [this.#copy(value)];
    if (this.#specials.size === 0) return this.#encoded(Form.PLAIN, root[0]);
    if (this.#specials.has(root[0])) this.#places.push([root, 0]);
    return this.#encoded(Form.GRAPH, [root, [...this.#specials], this.#places]);
  }

  settle<T extends object>(container: T): T {
    for (const key of Object.keys(container)) {
      const value = (container as Record<string, unknown>)[key];
      if (!isPrimitive(value)) this.#settleAt(container as Record<string, unknown>, key, value);
    }
    return container;
  }

  settleLeniently<T extends object>(container: T): T {
    const before = this.#isLenient;
    this.#isLenient = true;
    this.settle(container);
    this.#isLenient = before;
    return container;
  }

  bytes(view: Uint8Array): Uint8Array {
    const { buffer, byteLength } = view;
    if (!isArrayBuffer(buffer)) return view;
    const { owned, between } = this.#crossing;
    // A Buffer is often a slice of a slab that Node shares between many Buffers: cloning it would send the whole slab,
    // moving it would pull it away from the others.
    const mayMove = byteLength === buffer.byteLength && (owned === true || this.#transfer.has(buffer));
    const isLarge = byteLength >= WORTH_MOVING;
    const bytes = mayMove && isLarge ? view : new Uint8Array(view);
    if (isLarge && between === 'threads') this.#transfer.add(bytes.buffer);
    return bytes;
  }

  #encoded(form: Encoded['form'], payload: unknown): Encoded {
    return { form, payload, transfer: [...this.#transfer] as Transferable[] };
  }

  #settleAt(container: Record<string, unknown>, key: string, value: unknown): void {
    this.#path.push(key);
    const copy = this.#copy(value);
    container[key] = copy;
    if (this.#specials.has(copy)) this.#places.push([container, key]);
    this.#path.pop();
  }

  /** What to send in place of `value`; undefined if that is impossible, but does not matter. */
  #copy(value: unknown): object | undefined {
    if (typeof value !== 'object' || value === null) return this.#refuse(`it is a ${typeof value}`);
    const known = this.#copies.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) return this.settle(this.#remember(value, copyOfArray(value)));
    if (isPlainObject(value)) return this.settle(this.#remember(value, { ...value }));
    const kind = kinds.findIndex(({ is }) => is(value));
    if (kind === -1) return this.#native(value);

    const special: Special = this.#remember(value, { kind, data: undefined });
    this.#specials.add(special);
    special.data = kinds[kind]?.take(value, this);
    return special;
  }

  #remember<T extends object>(value: object, copy: T): T {
    this.#copies.set(value, copy);
    return copy;
  }

  /** An object that is left to structured clone. */
  #native(value: object): object | undefined {
    const memory = ArrayBuffer.isView(value) ? value.buffer : value;
    if (this.#transfer.has(memory)) return value;
    if (isDate(value) || isArrayBuffer(memory)) {
      if (!this.#isArguments) return value;
      return this.#remember(value, isUint8Array(value) ? this.bytes(value) : structuredClone(value));
    }
    const copy = this.#clone(value);
    const { name } = value.constructor;
    // Structured clone makes plain objects of what it does not know.
    if (copy !== undefined && name !== 'Object' && copy.constructor.name === name)
      return this.#remember(value, copy);
    return this.#refuse(`it is an instance of ${name}, and only plain data keeps its behaviour there`);
  }

  #clone(value: object): object | undefined {
    try {
      if (this.#crossing.between === 'threads') return structuredClone(value);
      const { deserialize, serialize } = process.getBuiltinModule('node:v8');
      return deserialize(serialize(value)) as object;
    } catch {
      return undefined;
    }
  }

  #refuse(reason: string): object | undefined {
    if (this.#isLenient) return undefined;
    const { label } = this.#crossing;
    const [position, ...inside] = this.#path;
    throw this.#isArguments
      ? cannotCross(`Argument ${Number(position) + 1} of ${label}${at(inside)}`, reason)
      : cannotCross(label + at(this.#path), reason);
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
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return true;
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty')
  );
}

/** ` (at .options["a-b"][0])`; nothing for the value itself. */
function at(path: readonly string[]): string {
  if (path.length === 0) return '';
  const steps = path.map((step) =>
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(step)
      ? `.${step}`
      : `[${/^\d+$/.test(step) ? step : JSON.stringify(step)}]`,
  );
  return ` (at ${steps.join('')})`;
}
