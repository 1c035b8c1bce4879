import type { Transferable } from 'node:worker_threads';
import { getBuiltinModule, types } from '../common/node.ts';
import { cannotCross } from './cannot-cross.ts';
import type { Crossing } from './crossing.ts';
import type { Encoded, Place, Special } from './encoded.ts';
import * as Form from './form.ts';
import type { Copier } from './kind.ts';
import { AS_IT_IS, kinds, VIEW } from './kinds.ts';
import { blockOf, copiesOf, isDetached, isMemory, sizeOf, type Memory } from './memory.ts';
import { isPrimitive, plain } from './primitives.ts';
import { classNameOf } from './prototypes.ts';
import { weigh, type Weight } from './weigh.ts';

/** A copy of what is smaller, in bytes, is made before anybody would have asked whether it is needed. */
const SMALL = 128;

/** Longer strings travel as bytes: they are moved, not cloned, which spares the receiving thread most of the work. */
const LONG_STRING = 4 * 1024 * 1024;

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
  if (!(size >= SMALL)) return encodeObject(args, crossing, true);
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

/** Node writes the length of a message between processes in four bytes. The rest of the message takes some, too. */
const MOST_BETWEEN_PROCESSES = 2 ** 32 - 2 ** 20;

/** V8 refuses what is nested some thousand levels deep. What is deeper than this is sent beside the rest. */
const LEVELS = 500;

/**
 * Of more objects than this, those that lead to others in a ring may be one long way for V8, which goes as deep as it can.
 * So each is sent where it was met first, and put by the receiver where it was met again.
 */
const MANY = 1000;

/** The way to an object, from the last step back to the first. */
interface Step {
  readonly key: string;
  readonly before: Step | undefined;
  readonly depth: number;
}

/**
 * Copies `value` for the message. What structured clone would damage is a `Special` in the copy.
 * @param isArguments whether it is sent later, and must then be as it is now
 */
function encodeObject(value: unknown, crossing: Crossing, isArguments: boolean): Encoded {
  const { label, between, wayOut } = crossing;
  // Processes only copy.
  const transfer = new Set<unknown>(between === 'threads' ? crossing.transfer : undefined);
  /** What is sent in place of each object. Of memory it is itself until all of it is known. */
  const copies = new Map<object, object>();
  const specials = new Map<object | undefined, number>();
  const standIns = new Map<object, Special>();
  const places: Place[] = [];
  const memory = new Map<unknown, ((copy: unknown) => void)[]>();
  /** Containers that have been copied, but not yet what is in them. */
  const pending: [container: object, way: Step | undefined, isLenient: boolean][] = [];
  /** Where the encoder is. */
  let here: Step | undefined;
  let isLenient = false;
  const copier: Copier = { exports: crossing.exports, settle, settleLeniently };

  if (Buffer.isBuffer(value) && isMemory(value) && between === 'threads') {
    return encoded(Form.BUFFER, copiesOf(new Set([value]), crossing, isArguments, transfer).get(value));
  }
  const root: [unknown] = [undefined];
  place(root, 0, copyOf(value));
  // The list grows while it is gone through.
  for (const [container, way, lenient] of pending) {
    isLenient = lenient;
    for (const key of Object.keys(container)) {
      const member = (container as Record<string, unknown>)[key];
      if (isPrimitive(member)) continue;
      here = { key, before: way, depth: (way?.depth ?? 0) + 1 };
      place(container, key, copyOf(member));
    }
  }
  putMemory();
  if (specials.size === 0) return encoded(Form.PLAIN, root[0]);
  return encoded(Form.GRAPH, [root, [...specials.keys()], places]);

  function encoded(form: Encoded['form'], payload: unknown): Encoded {
    return { form, payload, transfer: [...transfer] as Transferable[] };
  }

  /** What stands for a special is put in its place by the receiver: what is sent is not nested deeper by it. */
  function place(container: object, key: PropertyKey, copy: object | undefined): void {
    const position = specials.get(copy);
    if (position !== undefined) places.push([container as Place[0], key, position]);
    const put = (sent: unknown): void => {
      (container as Record<PropertyKey, unknown>)[key] = sent;
    };
    put(position === undefined ? copy : undefined);
    memory.get(copy)?.push(put);
  }

  /** What to send in place of `original`; undefined if that is impossible, but does not matter. */
  function copyOf(original: unknown): object | undefined {
    if (typeof original !== 'object' || original === null) return refuse(`it is a ${typeof original}`);
    const known = copies.get(original);
    if (known !== undefined) return copies.size > MANY ? again(known) : known;
    const isDeep = here !== undefined && here.depth % LEVELS === 0;
    if (Array.isArray(original)) return container(original, copyOfArray(original), isDeep);
    if (isPlainObject(original) || isEnvironment(original)) {
      return container(original, { ...original }, isDeep);
    }
    if (isMemory(original) && !Buffer.isBuffer(original)) return copyOfMemory(original);
    const kind = kinds.findIndex(({ is }) => is(original));
    if (kind !== -1) return special(original, kind, (found) => kinds[kind]?.take(original, copier) ?? found);
    const copy = native(original);
    if (!copy || !hasOwn(original)) return copy;
    const made = special(original, AS_IT_IS, () => copy);
    made.own = settle({ ...original });
    return made;
  }

  function again(known: object): object {
    if (specials.has(known)) return known;
    const stands = standIns.get(known) ?? { kind: AS_IT_IS, data: known };
    standIns.set(known, stands);
    if (!specials.has(stands)) specials.set(stands, specials.size);
    return stands;
  }

  function container(original: object, copy: object, isDeep: boolean): object {
    if (isDeep) return special(original, AS_IT_IS, () => settle(copy));
    return settle(remember(original, copy));
  }

  function special(original: object, kind: number, take: (found: undefined) => unknown): Special {
    const made: Special = remember(original, { kind, data: undefined });
    specials.set(made, specials.size);
    made.data = take(undefined);
    if (isMemory(made.data) && !transfer.has(blockOf(made.data))) {
      if (isDetached(made.data)) refuse(DETACHED);
      placesOf(made.data).push((copy) => {
        made.data = copy;
      });
    }
    if (kinds[kind]?.hasProperties && hasOwn(original)) made.own = settle({ ...original });
    return made;
  }

  function remember<T extends object>(original: object, copy: T): T {
    copies.set(original, copy);
    return copy;
  }

  function settle<T extends object>(container: T): T {
    pending.push([container, here, isLenient]);
    return container;
  }

  function settleLeniently<T extends object>(container: T): T {
    pending.push([container, here, true]);
    return container;
  }

  function copyOfMemory(original: Memory): object | undefined {
    if (transfer.has(blockOf(original))) return original;
    if (isDetached(original)) return refuse(DETACHED);
    if (between !== 'threads' && ArrayBuffer.isView(original)) return special(original, VIEW, () => original);
    placesOf(original);
    return original;
  }

  function placesOf(original: Memory): ((copy: unknown) => void)[] {
    const known = memory.get(original) ?? [];
    memory.set(original, known);
    return known;
  }

  function putMemory(): void {
    const seen = new Set(memory.keys()) as Set<Memory>;
    if (between !== 'threads' && sizeOf(seen) >= MOST_BETWEEN_PROCESSES) {
      throw cannotCross(
        isArguments ? `The arguments of ${label}` : label,
        'messages between processes hold less than 4 GiB',
        undefined,
        between,
      );
    }
    const found = copiesOf(seen, crossing, isArguments, transfer);
    for (const [original, places] of memory) {
      for (const put of places) put(found.get(original as Memory));
    }
  }

  /** An object that is left to structured clone. */
  function native(original: object): object | undefined {
    if (transfer.has(original)) return original;
    if (between === 'machines' && isShared(original)) return refuse(SHARED);
    if (types.isDate(original)) return isArguments ? remember(original, structuredClone(original)) : original;
    const copy = clone(original, between);
    const name = classNameOf(original);
    // Structured clone makes plain objects of what it does not know.
    if (copy && name !== 'Object' && classNameOf(copy) === name) return remember(original, copy);
    const className = name === '' || name === 'Object' ? 'a class' : name;
    return refuse(`it is an instance of ${className}, not plain data`);
  }

  function refuse(reason: string): object | undefined {
    if (isLenient) return undefined;
    const path: string[] = [];
    for (let step = here; step; step = step.before) path.unshift(step.key);
    const position = isArguments ? `Argument ${Number(path.shift()) + 1} of ` : '';
    throw cannotCross(position + label + at(path), reason, wayOut, between);
  }
}

const DETACHED = 'its memory has been handed over already';
const SHARED = 'it is shared memory, which machines do not have';

/** Whether it is memory that threads share, or a view of some: of this V8 would send a copy. */
function isShared(object: object): boolean {
  return types.isSharedArrayBuffer(ArrayBuffer.isView(object) ? object.buffer : object);
}

/**
 * Whether an object that structured clone carries has properties, which it does not. The elements of texts and of views
 * are none: written again, those of shared memory would undo what others have written meanwhile.
 */
function hasOwn(object: object): boolean {
  return !types.isBoxedPrimitive(object) && !ArrayBuffer.isView(object) && Object.keys(object).length > 0;
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
  const keys = Object.keys(array);
  // Elements come first.
  const isBare =
    keys.length === array.length && (keys.length === 0 || keys.at(-1) === String(array.length - 1));
  return isBare ? [...array] : Object.assign(new Array(array.length), array);
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
