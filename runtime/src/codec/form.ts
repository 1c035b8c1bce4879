/** What the payload of an encoded value is. Single constants, because the build puts these in place of their names. */

/** The value: structured clone carries it exactly. */
export const PLAIN = 0;
/** The bytes of a `Buffer`. */
export const BUFFER = 1;
/** A `Graph`. */
export const GRAPH = 2;
/** The bytes that `v8.serialize` makes of the value. */
export const SERIALIZED = 3;
