import type { AsyncLocalStorage } from 'node:async_hooks';

/** What all copies of to-thread in a thread share, the program of a worker among them. */
const SHARED = Symbol.for('to-thread.storages.1');

type Storage = AsyncLocalStorage<unknown>;

/** The storages of this thread that calls can take along, by their names. */
function storages(): Map<string, Storage> {
  const holder = globalThis as { [SHARED]?: Map<string, Storage> };
  if (!holder[SHARED]) Object.defineProperty(holder, SHARED, { value: new Map() });
  return holder[SHARED] ?? new Map<string, Storage>();
}

/** The storage of that name, which is made if there is none. */
export function storageNamed(name: string): Storage {
  const known = storages().get(name);
  if (known) return known;
  // Loaded when needed.
  const { AsyncLocalStorage } = process.getBuiltinModule('async_hooks');
  const made = new AsyncLocalStorage<unknown>();
  storages().set(name, made);
  return made;
}

/** The name of a storage, if it is one of these. */
export function nameOfStorage(storage: unknown): string | undefined {
  for (const [name, known] of storages()) if (known === storage) return name;
  return undefined;
}
