/** Deeper than this is taken for a cycle; wider than this is handed to the table, which visits each object once. */
const MAX_DEPTH = 64;
const MAX_NODES = 1_000_000;

/**
 * How many objects `value` holds if structured clone carries all of it exactly: primitives, plain objects and
 * arrays. Undefined if anything in it needs the table.
 */
export function countPlain(value: unknown): number | undefined {
  const nodes = visit(value, 0, 0);
  return nodes === NOT_PLAIN ? undefined : nodes;
}

const NOT_PLAIN = -1;

function visit(value: unknown, depth: number, nodes: number): number {
  if (typeof value !== 'object' || value === null) return isPrimitive(value) ? nodes : NOT_PLAIN;
  if (depth > MAX_DEPTH || nodes > MAX_NODES) return NOT_PLAIN;
  let count = nodes + 1;
  if (Array.isArray(value)) {
    if (hasNamedProperties(value)) return NOT_PLAIN;
    for (const item of value as unknown[]) {
      count = visit(item, depth + 1, count);
      if (count === NOT_PLAIN) return NOT_PLAIN;
    }
    return count;
  }
  if (!isPlainObject(value)) return NOT_PLAIN;
  for (const key of Object.keys(value)) {
    count = visit((value as Record<string, unknown>)[key], depth + 1, count);
    if (count === NOT_PLAIN) return NOT_PLAIN;
  }
  return count;
}

/** Whether structured clone carries `value` exactly and without looking inside. */
export function isPrimitive(value: unknown): boolean {
  return (
    value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')
  );
}

/** A plain object of this realm or another (test runners give each test file a realm of its own). */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return true;
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty')
  );
}

/** Match results (`index`, `input`, `groups`) are arrays with named properties; long arrays are not match results. */
function hasNamedProperties(array: unknown[]): boolean {
  return array.length < 32 && Object.hasOwn(array, 'groups');
}
