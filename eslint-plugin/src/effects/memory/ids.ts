const ids = new WeakMap<object, number>();
let lastId = 0;

/** A name for a variable or a node, which no other one has. */
export function idOf(thing: object): number {
  let id = ids.get(thing);
  if (id === undefined) ids.set(thing, (id = ++lastId));
  return id;
}
