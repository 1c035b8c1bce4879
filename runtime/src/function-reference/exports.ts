/** Where in `container` the value is: `['default', 'hashSync']`. Looks two levels deep, which finds static methods. */
export function pathOf(value: unknown, container: object, depth = 2): readonly string[] | undefined {
  if (container === value) return [];
  for (const key of Object.getOwnPropertyNames(container)) {
    if (read(container, key) === value) return [key];
  }
  if (depth === 1) return undefined;
  for (const key of Object.getOwnPropertyNames(container)) {
    const member = read(container, key);
    if (!isContainer(member) || member === container) continue;
    const path = pathOf(value, member, depth - 1);
    if (path) return [key, ...path];
  }
  return undefined;
}

/** What is at `path` in `container`; undefined if there is nothing. */
export function valueAt(container: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | undefined | null)?.[key],
    container,
  );
}

function isContainer(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Exports can be getters that throw, and live bindings that have no value yet. */
function read(container: object, key: string): unknown {
  try {
    return (container as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}
