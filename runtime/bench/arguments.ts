/** What calls are given, made once in each process. */
export const givenArguments = {
  '1,000,000 numbers': once(() => Array.from({ length: 1_000_000 }, (_, i) => i)),
  '1 MB of JSON': once(
    () => JSON.parse(JSON.stringify(Array.from({ length: 7000 }, (_, i) => record(i)))) as unknown,
  ),
  'a Float64Array of 8 MB': once(() => new Float64Array(1_000_000)),
  'a map of 10,000 texts': once(
    () => new Map(Array.from({ length: 10_000 }, (_, i) => [i, `text ${String(i)}`])),
  ),
  'a list of 10,000 dates': once(() => Array.from({ length: 10_000 }, (_, i) => new Date(i * 1e6))),
  'a list of one object, 10,000 times': once(() => Array<unknown>(10_000).fill(record(1))),
  'an object of 50,000 names': once(() =>
    Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`name ${String(i)}`, i])),
  ),
  'a list of 40 objects': once(() =>
    Array.from({ length: 40 }, (_, i) => ({ id: i, name: `name ${String(i)}`, tags: ['a', 'b'] })),
  ),
  'a small object': once(() => ({ id: 1, tags: ['a', 'b'], size: { width: 2, height: 3 } })),
} as const satisfies Readonly<Record<string, () => unknown>>;

/** Texts, each of its own memory. */
export const texts = once(() =>
  Array.from({ length: 30 }, (_, i) => Buffer.alloc(20_000_000, 65 + i).toString('latin1')),
);

function record(id: number): unknown {
  const email = `user${String(id)}@example.com`;
  return { id, email, tags: ['a', 'b', { id }], nested: { a: { b: { c: id } } }, isActive: true, none: null };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
