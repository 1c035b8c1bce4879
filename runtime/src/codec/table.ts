import type { Transferable } from 'node:worker_threads';

/**
 * The encoded forms of a value. Structured clone carries most values as they are. What it would damage (Buffers,
 * Stats, errors, URLs, null prototypes …) goes through a table: one node per object, children by index, so cycles
 * and shared references survive.
 */
export const Form = {
  /** As it is: structured clone carries it exactly. */
  PLAIN: 0,
  /** A `Buffer`, as the bytes alone. */
  BUFFER: 1,
  /** A long string, as bytes that can be transferred instead of copied twice. */
  LATIN1: 2,
  UTF16: 3,
  /** A table of nodes; node 0 is the value. */
  TABLE: 4,
} as const;

export interface Encoded {
  readonly form: number;
  readonly payload: unknown;
  /** Memory that has to move with the payload, if any. */
  readonly transfer: Transferable[];
}

/**
 * A node of the table. An array is a tagged node; anything else is a value that structured clone carries exactly.
 * Child positions are listed apart: `[position, node, position, node, …]`.
 */
export type Node = TaggedNode | object;
export type TaggedNode =
  | readonly [
      typeof Tag.ARRAY,
      length: number,
      keys: readonly string[] | undefined,
      values: unknown[],
      links: number[],
    ]
  | readonly [
      typeof Tag.OBJECT,
      kind: ObjectKind,
      keys: readonly string[],
      values: unknown[],
      links: number[],
      symbols: SymbolProperties,
    ]
  | readonly [typeof Tag.MAP, values: unknown[], links: number[]]
  | readonly [typeof Tag.SET, values: unknown[], links: number[]]
  | readonly [typeof Tag.BYTES, bytes: Uint8Array]
  | readonly [
      typeof Tag.ERROR,
      identity: ErrorIdentity,
      keys: readonly string[],
      hidden: readonly boolean[],
      values: unknown[],
      links: number[],
    ]
  | readonly [
      typeof Tag.DOM_EXCEPTION,
      message: string,
      name: string,
      stack: string,
      code: string | undefined,
    ]
  | readonly [typeof Tag.URL, href: string]
  | readonly [typeof Tag.URL_SEARCH_PARAMS, text: string]
  | readonly [typeof Tag.REGEXP, source: string, flags: string, lastIndex: number];

export const Tag = {
  ARRAY: 0,
  OBJECT: 1,
  MAP: 2,
  SET: 3,
  BYTES: 4,
  ERROR: 5,
  DOM_EXCEPTION: 6,
  URL: 7,
  URL_SEARCH_PARAMS: 8,
  REGEXP: 9,
} as const;

/** The prototypes an object node can have: plain, null, or a class of Node that structured clone flattens. */
export type ObjectKind = 'Object' | 'null' | NodeClass;
export type NodeClass = 'Stats' | 'BigIntStats' | 'StatFs' | 'Dirent';

/** Symbol-keyed properties of Node's classes by description; the symbols themselves differ between threads. */
export type SymbolProperties = readonly (readonly [description: string, value: unknown])[] | undefined;

export interface ErrorIdentity {
  /** Name of the class. */
  readonly className: string;
  /** The nearest class every thread has, such as `TypeError`. */
  readonly base: string;
  /** The code, if the error's text shows it, as that of Node's own errors does. */
  readonly nodeCode: string | undefined;
  /** `name` as the class's prototype has it. */
  readonly name: string;
  /** Where the class is exported, if it comes from the module of the function that was called. */
  readonly home: readonly [url: string, path: readonly string[]] | undefined;
  readonly stack: string;
}
