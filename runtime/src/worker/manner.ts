import type { Callable, Manner } from './callable.ts';
import { storageNamed } from './shared-storages.ts';

// The one that there is now: a function may replace it.
const { apply: invoke } = Reflect;

/** In a key, what comes after this says in which manner. No JSON has such a character. */
export const SEPARATOR = '\n';

/** The name of a function, with the manner in which it is called. */
export function inManner(key: string, manner: Manner): string {
  return key + SEPARATOR + JSON.stringify(manner);
}

/** The manner, if a key has one. */
export function mannerIn(key: string): Manner | undefined {
  const at = key.indexOf(SEPARATOR);
  return at === -1 ? undefined : (JSON.parse(key.slice(at)) as Manner);
}

/** Calls a function in its manner. The values of storages are taken off the arguments. */
export function apply({ fn, thisArgument, manner }: Callable, args: unknown[]): unknown {
  if (!manner) return invoke(fn, thisArgument, args);
  const [isForEach, storages] = manner;
  const values = args.splice(args.length - storages.length);
  const call = isForEach
    ? (): unknown => callEach(fn, thisArgument, args as unknown[][])
    : (): unknown => invoke(fn, thisArgument, args);
  return storages.reduce<() => unknown>(
    (inner, name, i) => () => storageNamed(name).run(values[i], inner),
    call,
  )();
}

/**
 * Calls a function for each list of arguments, one after the other.
 *
 * @returns all results, or a promise of them
 * @throws the results so far, and the error after them
 */
function callEach(
  fn: Callable['fn'],
  thisArgument: unknown,
  lists: readonly unknown[][],
): unknown[] | Promise<unknown[]> {
  const results: unknown[] = [];
  for (const list of lists) {
    try {
      const result = invoke(fn, thisArgument, list);
      if (isThenable(result)) return goOn(result);
      results.push(result);
    } catch (error) {
      throw [...results, error]; // eslint-disable-line @typescript-eslint/only-throw-error -- it is no error by itself
    }
  }
  return results;

  async function goOn(result: PromiseLike<unknown>): Promise<unknown[]> {
    try {
      results.push(await result);
      for (const list of lists.slice(results.length)) {
        results.push(await invoke(fn, thisArgument, list));
      }
      return results;
    } catch (error) {
      throw [...results, error]; // eslint-disable-line @typescript-eslint/only-throw-error -- see above
    }
  }
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
