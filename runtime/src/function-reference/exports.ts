/** Where in `container` the value is: `['default', 'hashSync']`. Looks two levels deep, which finds static methods. */
export function pathOf(value: unknown, container: object, depth = 2): readonly string[] | undefined {
  if (container === value) return [];
  const keys = Object.getOwnPropertyNames(container);
  const key = keys.find((name) => read(container, name) === value);
  if (key !== undefined) return [key];
  for (const name of depth === 1 ? [] : keys) {
    const member = read(container, name);
    // Whether something may be in it: an object or a function, but not a namespace that exports itself.
    const isContainer = Object(member) === member && member !== container;
    const path = isContainer && pathOf(value, member as object, depth - 1);
    if (path) return [name, ...path];
  }
  return undefined;
}

/** What is at `path` in `container`; undefined if there is nothing. */
export function valueAt(container: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown> | undefined | null)?.[key], container);
}

/** What is in `container`, if that can be read: exports can be getters that throw, and have no value yet. */
export function read(container: object, key: string): unknown {
  try {
    return (container as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}
