import { common } from '../common/common.ts';
import { fileURLToPath, getBuiltinModule } from '../node.ts';
import { isTestRun } from '../test-run.ts';
import { builtinPlace } from './builtin-functions.ts';
import type { Script } from './inspector.ts';
import { references, type AnyFunction } from './function-reference.ts';

/** What test libraries leave on the functions they make. */
interface Marks {
  /** vitest, jest */
  readonly _isMockFunction?: unknown;
  /** sinon */
  readonly isSinonProxy?: unknown;
  /** Jasmine */
  readonly and?: { readonly callThrough?: unknown } | undefined;
  readonly calls?: { readonly mostRecent?: unknown } | undefined;
  /** node:test */
  readonly mock?: { readonly callCount?: unknown; readonly restore?: unknown } | undefined;
}

interface EvaluatedModule {
  readonly exports?: unknown;
}

/** What `require` is, or what takes its place. */
interface Loader {
  readonly cache?: Readonly<Record<string, EvaluatedModule | undefined>>;
}

/** The modules that vitest has compiled and run in this thread. */
interface Vitest {
  readonly evaluatedModules?: { readonly idToModuleMap?: ReadonlyMap<string, EvaluatedModule> };
}

/**
 * Whether `fn` is a mock, spy or stub. These record calls and are programmed in the thread of the test, so they run
 * there: a test that replaces a function sees its replacement called.
 */
export function isTestDouble(fn: unknown): boolean {
  const { _isMockFunction, isSinonProxy, and, calls, mock } = fn as Marks;
  const isSpy = and?.callThrough && calls?.mostRecent;
  return Boolean(_isMockFunction ?? isSinonProxy ?? isSpy ?? (mock?.callCount && mock.restore));
}

/** What Istanbul, which is beneath jest, nyc and vitest, writes into functions. */
const COUNTING = /\bcov_[a-z\d]+\(\)\.[bfs]\[/;

/**
 * Whether `fn` is exported from a module that vitest or jest has compiled. A worker would get another function: the one
 * of the file, which knows nothing of the mocks and the coverage of the test. So it runs in the thread of the test, too.
 */
export function isCompiledByRunner(fn: AnyFunction, { url }: Script): boolean {
  const isCovered = '__coverage__' in globalThis;
  if ((!isTestRun() && !isCovered) || !url.startsWith('file:')) return false;
  // One that counts for a coverage tool needs the counter of this thread, also in programs that tests start.
  if (COUNTING.test(Function.prototype.toString.call(fn))) return true;
  if (!isTestRun()) return false;
  const file = fileURLToPath(url);
  const { __vitest_worker__: vitest } = globalThis as { __vitest_worker__?: Vitest };
  // In CommonJS jest has a `require` of its own, for this code as for any other.
  const { cache = {} }: Loader = typeof require === 'function' ? require : {};
  const { exports } = vitest?.evaluatedModules?.idToModuleMap?.get(file) ?? cache[file] ?? {};
  return Object(exports) === exports && common().pathOf(fn, exports as object) !== undefined;
}

/** Whether jest runs this code, so that what this code imports are the modules that jest has compiled. */
export function isJest(): boolean {
  return isTestRun() && process.env['JEST_WORKER_ID'] !== undefined;
}

/**
 * Where memfs defines what it binds to each of its file systems, in one of its packages or another. Their files are in
 * the memory of this thread alone.
 */
export const MEMFS = /[\\/]node_modules[\\/](?:memfs|@jsonjoy\.com[\\/]fs-node)[\\/]/;

/** Modules of Node that functions of packages stand on, and in which tests replace functions. */
const GROUND = ['fs', 'fs/promises', 'child_process', 'os'];

/**
 * Whether a test has replaced what lies beneath `fn`: the files that it would find, or functions of Node that it would
 * call. None of that is replaced in a worker, so that it runs in the thread of the test, as it would be called there.
 */
export function isReplacedBelow(fn: AnyFunction): boolean {
  const hasMockedFiles = areFilesMocked();
  if (!hasMockedFiles && !isTestRun()) return false;
  // The one exists in workers only, and the other runs here anyway.
  if (references.get(fn)?.isNamed || isTestDouble(fn)) return false;
  const place = builtinPlace(fn, 'common');
  // What Node's own functions do is not up to other functions of Node, but for the files that they find.
  return place
    ? hasMockedFiles && place[0]?.startsWith('fs') === true
    : hasMockedFiles || GROUND.some(hasTestDouble);
}

let knownCwd: unknown;
let isCwdMocked = false;

/**
 * Whether mock-fs is active. It leaves the functions of `fs` as they are and replaces what they call, which nothing
 * shows but this: for as long it also replaces `process.cwd`.
 */
function areFilesMocked(): boolean {
  const { cwd } = process as { readonly cwd: unknown };
  if (cwd !== knownCwd) {
    knownCwd = cwd;
    isCwdMocked = String(cwd).includes('_mockedBinding');
  }
  return isCwdMocked;
}

function hasTestDouble(module: string): boolean {
  return Object.values(getBuiltinModule(module) ?? {}).some(
    (member) => typeof member === 'function' && isTestDouble(member),
  );
}
