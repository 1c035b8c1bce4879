import type { Transferable } from 'node:worker_threads';

/** A value as a message carries it. */
export interface Encoded {
  readonly form: Form;
  readonly payload: unknown;
  /** Memory that has to move with the payload, if any. */
  readonly transfer: Transferable[];
  /** Bytes in the payload, roughly, as far as sending copies them. */
  readonly size?: number;
  /**
   * There where the payload is what the caller gave, which may change once the caller goes on: encodes it as it is now.
   *
   * @throws DataCloneError naming the part that cannot cross
   */
  readonly keep?: () => Encoded;
}

/** One of `form.ts`, or the encoding of a text that travels as bytes. */
export type Form = 0 | 1 | 2 | 3 | BufferEncoding;

/**
 * A value with objects in it that structured clone would damage. The copy that is sent has a gap in the place of
 * each, and a `Special`; all else, cycles and shared references too, is left to structured clone.
 */
export type Graph = readonly [
  /** Holds the value, so that there is a place for it, too. */
  root: readonly [unknown],
  specials: readonly Special[],
  places: readonly Place[],
];

/** Where a special is. */
export type Place = readonly [
  container: Record<PropertyKey, unknown>,
  key: PropertyKey,
  /** Its position in the list. */
  special: number,
];

/** Stands for an object. */
export interface Special {
  /** The position of its kind in `kinds`. */
  readonly kind: number;
  /** What the kind needs to make it again. */
  data: unknown;
  /** Properties that it has beside that. */
  own?: object;
  /** It itself, once the receiver has made it. */
  object?: object | undefined;
}
