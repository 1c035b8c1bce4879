import { cannotCross } from './cannot-cross.ts';
import {
  isArrayBuffer,
  isBoxedPrimitive,
  isCryptoKey,
  isDate,
  isKeyObject,
  isMap,
  isNativeError,
  isProxy,
  isRegExp,
  isSet,
  isSharedArrayBuffer,
  isUint8Array,
} from 'node:util/types';
import type { Transferable } from 'node:worker_threads';
import { exactBytes } from './bytes.ts';
import { identify, stackOf, type FindHome } from './error-identity.ts';
import { nodeClassOf } from './node-classes.ts';
import { countPlain, isPlainObject, isPrimitive } from './scan.ts';
import { Form, Tag, type Encoded, type Node, type ObjectKind, type SymbolProperties } from './table.ts';

/** What the way a value travels allows. */
export interface Crossing {
  /** What the value is, for messages: `The result of readFileSync`. */
  readonly label: string;
  /** Whether the value is a list of arguments, of which messages name the one in question; `label` is the function. */
  readonly isArguments?: boolean;
  /** Threads share memory and can hand objects over; processes only copy. */
  readonly between: 'threads' | 'processes';
  /** Whether the memory of the value's Buffers belongs to it alone and may be moved. */
  readonly owned?: boolean;
  /** Whether the value must be as it is now, although it is sent later. */
  readonly snapshot?: boolean;
  /** What the caller gives away. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** Finds where an error class is exported, so that the other side can use the same class. */
  readonly findHome?: FindHome | undefined;
}

const NOTHING: Transferable[] = [];

/** Longer strings travel as bytes: they are moved, not cloned, which spares the receiving thread most of the work. */
const LONG_STRING = 4 * 1024 * 1024;

/** Copying bigger plain data node by node costs more than cloning it natively twice. */
const BIG = 256;

/**
 * Encodes `value` for a message. Nothing of it is changed.
 * @throws DataCloneError naming the part that cannot cross
 */
export function encode(value: unknown, crossing: Crossing): Encoded {
  if (typeof value === 'string' && value.length > LONG_STRING) return encodeLongString(value);
  if (isPrimitive(value)) return { form: Form.PLAIN, payload: value, transfer: NOTHING };
  if (typeof value !== 'object' || value === null)
    throw cannotCross(crossing.label, `it is a ${typeof value}`);
  if (Buffer.isBuffer(value)) {
    const { bytes, transfer } = exactBytes(value, isOwned(value, crossing));
    return { form: Form.BUFFER, payload: bytes, transfer: movable(transfer, crossing) };
  }
  const objects = countPlain(value);
  if (objects !== undefined) {
    if (!crossing.snapshot) return { form: Form.PLAIN, payload: value, transfer: NOTHING };
    if (objects > BIG) return { form: Form.PLAIN, payload: structuredClone(value), transfer: NOTHING };
  }
  return new TableEncoder(crossing).encode(value);
}

/**
 * Encodes the arguments of a call as they are at this moment.
 * @throws DataCloneError naming the argument by position
 */
export function encodeArguments(args: readonly unknown[], crossing: Crossing): Encoded {
  if (args.every((argument) => isPrimitive(argument))) {
    return { form: Form.PLAIN, payload: args, transfer: NOTHING };
  }
  return encode(args, { ...crossing, snapshot: true, isArguments: true });
}

function encodeLongString(text: string): Encoded {
  // Two bytes a character keep lone surrogates, which UTF-8 would replace.

  const oneByte = /^[\0-\xff]*$/.test(text);
  const bytes = Buffer.from(text, oneByte ? 'latin1' : 'utf16le');
  return {
    form: oneByte ? Form.LATIN1 : Form.UTF16,
    payload: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    transfer: [bytes.buffer],
  };
}

function isOwned(view: ArrayBufferView, { owned, transfer }: Crossing): boolean {
  return owned === true || (transfer?.includes(view.buffer as Transferable) ?? false);
}

function movable(buffer: ArrayBuffer | undefined, { between }: Crossing): Transferable[] {
  return buffer !== undefined && between === 'threads' ? [buffer] : NOTHING;
}

class TableEncoder {
  readonly #crossing: Crossing;
  readonly #nodes: Node[] = [];
  readonly #indices = new Map<object, number>();
  readonly #transfer: Set<Transferable>;
  /** The way from the value to where the encoder is, for messages. */
  readonly #path: (string | number)[] = [];

  constructor(crossing: Crossing) {
    this.#crossing = crossing;
    this.#transfer = new Set(crossing.transfer);
  }

  encode(value: object): Encoded {
    this.#add(value);
    return { form: Form.TABLE, payload: this.#nodes, transfer: [...this.#transfer] };
  }

  /** Adds the node of an object, unless it is there already, and returns its index. */
  #add(value: object): number {
    const known = this.#indices.get(value);
    if (known !== undefined) return known;
    const index = this.#nodes.push({}) - 1;
    this.#indices.set(value, index);
    this.#nodes[index] = this.#node(value);
    return index;
  }

  #node(value: object): Node {
    if (Array.isArray(value)) return this.#array(value);
    if (isPlainObject(value)) return this.#object(value, 'Object');
    if (value instanceof DOMException) {
      // Only to-thread's own have a `code` of their own; for others it follows from the name.
      const code = (Object.getOwnPropertyDescriptor(value, 'code')?.value ?? undefined) as string | undefined;
      return [Tag.DOM_EXCEPTION, value.message, value.name, stackOf(value), code];
    }
    // Unlike `instanceof`, this knows errors of other realms. Its successor `Error.isError` is not in Node 20.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
    if (isNativeError(value)) return this.#error(value);
    if (isUint8Array(value)) return this.#bytes(value);
    if (isMap(value)) {
      const links: number[] = [];
      return [Tag.MAP, this.#children([...value].flat(), links), links];
    }
    if (isSet(value)) {
      const links: number[] = [];
      return [Tag.SET, this.#children([...value], links), links];
    }
    if (value instanceof URL) return [Tag.URL, value.href];
    if (value instanceof URLSearchParams) return [Tag.URL_SEARCH_PARAMS, value.toString()];
    if (isRegExp(value)) return [Tag.REGEXP, value.source, value.flags, value.lastIndex];
    if (this.#isCarriedNatively(value)) return this.#native(value);

    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null) return this.#object(value, 'null');
    if (isProxy(value)) return this.#refuse('it is a Proxy');
    const nodeClass = nodeClassOf(prototype as object);
    if (nodeClass !== undefined) return this.#object(value, nodeClass);
    return this.#refuse(
      `it is ${describeInstance(value)}, and only plain data keeps its behaviour in another thread`,
    );
  }

  #array(array: unknown[]): Node {
    const links: number[] = [];
    const keys = Object.keys(array);
    if (keys.length === array.length && !Object.hasOwn(array, 'groups')) {
      return [Tag.ARRAY, array.length, undefined, this.#children(array, links), links];
    }
    // Holes and named properties.
    const values = keys.map((key) => array[key as unknown as number]);
    return [Tag.ARRAY, array.length, keys, this.#children(values, links, keys), links];
  }

  #object(object: object, kind: ObjectKind): Node {
    const links: number[] = [];
    const keys = Object.keys(object);
    const values = keys.map((key) => (object as Record<string, unknown>)[key]);
    const symbols = kind === 'Object' || kind === 'null' ? undefined : symbolProperties(object);
    return [Tag.OBJECT, kind, keys, this.#children(values, links, keys), links, symbols];
  }

  /** Errors carry what they can: a property that cannot cross (a socket, a function) is left behind. */
  #error(error: Error): Node {
    const links: number[] = [];
    const keys: string[] = [];
    const hidden: boolean[] = [];
    const values: unknown[] = [];
    for (const [key, { enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(error))) {
      if (key === 'stack') continue;
      try {
        const value = (error as unknown as Record<string, unknown>)[key];
        const [encoded] = this.#children([value], links, [key], values.length);
        keys.push(key);
        hidden.push(!enumerable);
        values.push(encoded);
      } catch {
        // The error itself matters more than this property.
      }
    }
    return [Tag.ERROR, identify(error, this.#crossing.findHome), keys, hidden, values, links];
  }

  #bytes(view: Uint8Array): Node {
    const isBuffer = Buffer.isBuffer(view);
    if (!isBuffer && !this.#crossing.snapshot) return view;
    const { bytes, transfer } = exactBytes(view, isOwned(view, this.#crossing));
    for (const buffer of movable(transfer, this.#crossing)) this.#transfer.add(buffer);
    return isBuffer ? [Tag.BYTES, bytes] : bytes;
  }

  #native(value: object): Node {
    const isMemory = ArrayBuffer.isView(value) || isArrayBuffer(value);
    if (!this.#crossing.snapshot || !(isMemory || isDate(value))) return value;
    const memory = ArrayBuffer.isView(value) ? value.buffer : value;
    if (isSharedArrayBuffer(memory) || this.#transfer.has(memory as Transferable)) return value;
    return structuredClone(value);
  }

  #isCarriedNatively(value: object): boolean {
    if (this.#crossing.between === 'threads')
      return isCloneable(value) || this.#transfer.has(value as Transferable);
    return isCloneableAnywhere(value);
  }

  /** Replaces the objects among `values` by links to their nodes. */
  #children(values: unknown[], links: number[], names?: readonly string[], offset = 0): unknown[] {
    return values.map((value, position) => {
      if (isPrimitive(value)) return value;
      this.#path.push(names?.[position] ?? position);
      if (typeof value !== 'object' || value === null) return this.#refuse(`it is a ${typeof value}`);
      links.push(offset + position, this.#add(value));
      this.#path.pop();
      return undefined;
    });
  }

  #refuse(reason: string): never {
    const { label, isArguments } = this.#crossing;
    const [position, ...inside] = this.#path;
    throw isArguments && typeof position === 'number'
      ? cannotCross(`Argument ${position + 1} of ${label}${at(inside)}`, reason)
      : cannotCross(label + at(this.#path), reason);
  }
}

/** ` (at .options["a-b"])`; nothing for the value itself. */
function at(path: readonly (string | number)[]): string {
  if (path.length === 0) return '';
  const steps = path.map((step) =>
    typeof step === 'string' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(step)
      ? `.${step}`
      : `[${JSON.stringify(step)}]`,
  );
  return ` (at ${steps.join('')})`;
}

function symbolProperties(object: object): SymbolProperties {
  const symbols = Object.getOwnPropertySymbols(object);
  if (symbols.length === 0) return undefined;
  return symbols.map((symbol) => [symbol.description ?? '', (object as Record<symbol, unknown>)[symbol]]);
}

/** Values that both structured clone and the serializer between processes rebuild exactly. */
function isCloneableAnywhere(value: object): boolean {
  return isDate(value) || isArrayBuffer(value) || ArrayBuffer.isView(value) || isBoxedPrimitive(value);
}

/** Objects of the platform that structured clone rebuilds with their class, between threads. */
function isCloneable(value: object): boolean {
  return (
    isCloneableAnywhere(value) ||
    isSharedArrayBuffer(value) ||
    isKeyObject(value) ||
    isCryptoKey(value) ||
    isWasmModule(value) ||
    isMarkedCloneable(value)
  );
}

function isWasmModule(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object WebAssembly.Module]';
}

/** Node marks the classes it can clone (Blob, BlockList, X509Certificate …) with a method under this symbol. */
function isMarkedCloneable(value: object): boolean {
  for (
    let prototype: unknown = Object.getPrototypeOf(value);
    prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    const marked = Object.getOwnPropertySymbols(prototype).some(
      ({ description }) => description === 'messaging_clone_symbol',
    );
    if (marked) return true;
  }
  return false;
}

function describeInstance(value: object): string {
  const name: unknown = (value as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== ''
    ? `an instance of ${name}`
    : 'an object with a prototype of its own';
}
