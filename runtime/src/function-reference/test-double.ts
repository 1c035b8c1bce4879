import type { AnyFunction } from './function-reference.ts';

/** What test libraries leave on the functions they make. */
interface Marks {
  /** vitest, jest */
  readonly _isMockFunction?: unknown;
  /** sinon */
  readonly isSinonProxy?: unknown;
  /** node:test */
  readonly mock?: { readonly callCount?: unknown; readonly restore?: unknown } | undefined;
}

/**
 * Whether `fn` is a mock, spy or stub. These record calls and are programmed in the thread of the test, so they run
 * there: a test that replaces a function sees its replacement called.
 */
export function isTestDouble(fn: AnyFunction): boolean {
  const { _isMockFunction, isSinonProxy, mock } = fn as unknown as Marks;
  return (
    _isMockFunction === true ||
    isSinonProxy === true ||
    (typeof mock?.callCount === 'function' && typeof mock.restore === 'function')
  );
}
