import type { AsyncLocalStorage } from 'node:async_hooks';
import { storageNamed } from '../worker/shared-storages.ts';
import { check } from './options.ts';

/**
 * An `AsyncLocalStorage` that calls can take along: what it has where a call is made, with the option `context`, it has
 * inside the function, too, as a copy. There is one of each name in a thread, whoever asks for it, so that functions in
 * workers find it. What `contextvars.ContextVar` is to Python.
 *
 * @param name the name by which workers know it
 * @returns the storage of that name
 * @throws TypeError if the name is no string
 *
 * @example
 * // context.js
 * export const user = sharedStorage('user');
 * // anywhere
 * await user.run('Ada', () => pool.run(greet, [], { context: [user] }));
 */
export function sharedStorage<Value>(name: string): AsyncLocalStorage<Value> {
  check(typeof name === 'string', 'name', 'a string', name);
  return storageNamed(name) as AsyncLocalStorage<Value>;
}
