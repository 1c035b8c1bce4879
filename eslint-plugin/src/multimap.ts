/** Adds a value to those of a key. Nothing is added without a key. */
export function append<Key, Value>(map: Map<Key, Value[]>, key: Key | undefined, value: Value): void {
  if (key === undefined) return;
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
