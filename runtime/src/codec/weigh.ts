import { types, getBuiltinModule } from '../common/node.ts';
import type { Crossing } from './crossing.ts';

/** V8 refuses what is nested some thousand levels deep. */
const DEPTH = 500;

/**
 * To remember all objects that have been seen would cost as much as all else, and in most values each is in one place. So
 * only one of about so many is, until one is seen again: from there on, all are. A value with a few objects that many
 * ways lead to would else take for ever.
 */
const STRIDE = 32;

/** Above this, arrays are not asked for the names of all their elements. */
const LONG_ARRAY = 64;

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on dates
const timeOf = Date.prototype.getTime;

/** What an object takes, roughly, apart from what is in it. */
const OBJECT = 16;
const PRIMITIVE = 8;

export interface Weight {
  /** Bytes it takes in a message, roughly. NaN if structured clone does not carry it exactly. */
  readonly size: number;
  /** Whether blocks of memory are in it. */
  readonly hasMemory: boolean;
}

/**
 * Weighs what structured clone carries exactly as it is: plain data, dates, maps, sets, and memory that is there as a
 * whole. All else needs the encoder, which makes copies. Looking costs a quarter of what sending does at most, copying several
 * times as much.
 */
export function weigh(value: object, between: Crossing['between']): Weight {
  let hasMemory = false;
  let seen: Set<object> | undefined;
  let visits = 0;
  let nextRemembered = STRIDE;
  const size = ofObject(value, 0);
  return { size, hasMemory };

  // The commonest kinds are told apart where they are: to call a function for each costs as much as all the rest.
  function ofObject(object: object, depth: number): number {
    if (++visits >= nextRemembered && isSeen(object)) return PRIMITIVE;
    if (depth > DEPTH) return NaN;
    const prototype: unknown = Object.getPrototypeOf(object);
    if (prototype === Array.prototype && Array.isArray(object)) return ofArray(object, depth);
    if (prototype !== Object.prototype) return ofOther(object, prototype, depth);
    let sum = OBJECT;
    let first: string | undefined;
    // Nothing that is inherited is enumerable, but in programs that extend `Object.prototype`.
    for (const key in object) {
      first ??= key;
      const member = (object as Record<string, unknown>)[key];
      if (typeof member === 'string') sum += member.length;
      else if (typeof member === 'number') sum += PRIMITIVE;
      else if (typeof member === 'object' && member !== null) {
        sum += ofObject(member, depth + 1);
        if (Number.isNaN(sum)) return NaN;
      } else sum += ofPrimitive(member);
    }
    const mayBeArguments = first === undefined || first === '0';
    return mayBeArguments && types.isArgumentsObject(object) ? NaN : sum;
  }

  /** Whether it has been remembered, which it is from now on. */
  function isSeen(object: object): boolean {
    seen ??= new Set();
    if (seen.has(object)) {
      nextRemembered = 0;
      return true;
    }
    seen.add(object);
    // Not always as many: in a value whose parts are alike that might be the same of each.
    if (nextRemembered > 0) nextRemembered = visits + STRIDE + (seen.size % STRIDE);
    return false;
  }

  function ofArray(array: readonly unknown[], depth: number): number {
    const { length } = array;
    let position = 0;
    while (position < length && typeof array[position] === 'number') position++;
    let sum = OBJECT + position * PRIMITIVE;
    let mayHaveHoles = false;
    for (; position < length; position++) {
      const member = array[position];
      if (typeof member === 'object' && member !== null) {
        sum += ofObject(member, depth + 1);
        if (Number.isNaN(sum)) return NaN;
      } else {
        sum += ofPrimitive(member);
        mayHaveHoles ||= member === undefined;
      }
    }
    return isBare(array, mayHaveHoles) ? sum : NaN;
  }

  /** Of a map or a set, where the members are the keys. `forEach` is the fastest way through them. */
  function ofMembers(members: ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>, depth: number): number {
    let sum = OBJECT;
    members.forEach((value: unknown, key: unknown) => {
      if (typeof value === 'string') sum += value.length;
      else sum += ofMember(value, depth);
      if (key === value) return;
      if (typeof key === 'number') sum += PRIMITIVE;
      else sum += ofMember(key, depth);
    });
    return sum;
  }

  function ofMember(member: unknown, depth: number): number {
    return typeof member === 'object' && member !== null ? ofObject(member, depth + 1) : ofPrimitive(member);
  }

  function ofOther(object: object, prototype: unknown, depth: number): number {
    if (prototype === Date.prototype)
      return isDate(object as Date) && !hasProperties(object) ? PRIMITIVE : NaN;
    const isMap = prototype === Map.prototype && types.isMap(object);
    if (isMap || (prototype === Set.prototype && types.isSet(object))) {
      return hasProperties(object) ? NaN : ofMembers(object, depth);
    }
    if (ArrayBuffer.isView(object)) {
      hasMemory = true;
      return between === 'threads' && !(object instanceof Buffer) ? ofMemory(object, object.buffer) : NaN;
    }
    if (between !== 'threads' || !types.isArrayBuffer(object) || hasProperties(object)) return NaN;
    hasMemory = true;
    return ofMemory(object, object);
  }
}

/** Whether it is one, and does not only inherit from them. To ask Node takes ten times as long. */
function isDate(object: Date): boolean {
  try {
    timeOf.call(object);
    return true;
  } catch {
    return false;
  }
}

function hasProperties(object: object): boolean {
  for (const key in object) if (Object.hasOwn(object, key)) return true;
  return false;
}

/** Whether an array has no properties but its elements. */
function isBare(array: readonly unknown[], mayHaveHoles: boolean): boolean {
  if (array.length <= LONG_ARRAY) {
    const keys = Object.keys(array);
    // Elements come first.
    return keys.length === array.length && (!mayHaveHoles || keys.at(-1) === String(keys.length - 1));
  }
  // Only this finds the others without naming all elements: `[ ... 1000 more items, index: 0 ]`.
  const shown = getBuiltinModule('util').inspect(array, { maxArrayLength: 0, depth: 0 });
  return /^\[ \.\.\. \d+ more items \]$/.test(shown);
}

function ofPrimitive(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'function' || typeof value === 'symbol' ? NaN : PRIMITIVE;
}

/** Of memory that is a part of something larger, or that can grow, the encoder sends less. */
function ofMemory({ byteLength }: ArrayBufferView | ArrayBuffer, block: ArrayBufferLike): number {
  const isWhole = byteLength === block.byteLength && !(block as { resizable?: boolean }).resizable;
  return isWhole && byteLength > 0 ? byteLength : NaN;
}
