import { common } from '../common/common.ts';
import { fileURLToPath } from '../node.ts';
import type { Script } from './definition-site.ts';
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

/** The modules that vitest has compiled and run in this thread. */
interface Vitest {
  readonly evaluatedModules?: {
    readonly idToModuleMap?: ReadonlyMap<string, { readonly exports?: object | undefined }>;
  };
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

/**
 * Whether `fn` is exported from a module that vitest has compiled. A worker would get another function: the one of the
 * file, which knows nothing of the mocks and the coverage of the test. So it runs in the thread of the test, too.
 */
export function isCompiledByVitest(fn: AnyFunction, { url }: Script): boolean {
  const { __vitest_worker__: vitest } = globalThis as { __vitest_worker__?: Vitest };
  const modules = url.startsWith('file:') ? vitest?.evaluatedModules?.idToModuleMap : undefined;
  const { exports } = modules?.get(fileURLToPath(url)) ?? {};
  return exports !== undefined && common().pathOf(fn, exports) !== undefined;
}
