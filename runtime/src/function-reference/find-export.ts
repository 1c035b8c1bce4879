import { common } from '../common/common.ts';
import { clearTimeout, fileURLToPath, getBuiltinModule, realpathSync, setTimeout } from '../node.ts';
import type { Script } from './definition-site.ts';
import { nameOf, reference, type AnyFunction, type FunctionReference } from './function-reference.ts';

/** CommonJS modules by file name: what `require.cache` is. Not in the declared types. */
type CommonJSModules = Readonly<
  Record<string, { readonly id: string; readonly exports: unknown } | undefined>
>;

/** A module that has been evaluated is there at once; one that waits for this very call would never be. */
const PATIENCE = 1000;

/**
 * Finds `fn` among the exports of a loaded module, by identity: a worker that imports the module gets the same
 * function. Undefined if it is exported nowhere, or only by the program's entry file, which must not run twice.
 */
export function findExport(
  fn: AnyFunction,
  { url, isModule }: Script,
): FunctionReference | undefined | Promise<FunctionReference | undefined> {
  if (!url.startsWith('file:') || isEntry(url)) return undefined;
  return isModule
    ? namespaceOf(url).then((exports) => exportedFrom(exports, 'module', url, fn))
    : findInCommonJS(fn, fileURLToPath(url));
}

/** Whether `url` is the file the program was started with. */
function isEntry(url: string): boolean {
  try {
    return fileURLToPath(url) === realpathSync(process.argv[1] ?? '');
  } catch {
    return false;
  }
}

/** The exports of a module that has been loaded: importing it again runs nothing. */
function namespaceOf(url: string): Promise<unknown> {
  const loaded = import(/* webpackIgnore: true */ /* @vite-ignore */ url).catch(() => undefined);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    void loaded.then(resolve).then(() => {
      clearTimeout(timer);
    });
  });
}

/** Packages define functions in one file and export them from another, so the whole package is searched. */
function findInCommonJS(fn: AnyFunction, file: string): FunctionReference | undefined {
  const [directory = file] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(file) ?? [];
  const { _cache: loaded } = getBuiltinModule('module') as unknown as { readonly _cache: CommonJSModules };
  const inPackage = Object.keys(loaded).filter((name) => name.startsWith(directory));
  for (const name of [file, ...inPackage]) {
    const { id = '.', exports } = loaded[name] ?? {};
    const found = id === '.' ? undefined : exportedFrom(exports, 'commonjs', name, fn);
    if (found) return found;
  }
  return undefined;
}

function exportedFrom(
  exports: unknown,
  kind: 'module' | 'commonjs',
  name: string,
  fn: AnyFunction,
): FunctionReference | undefined {
  if (Object(exports) !== exports) return undefined;
  const path = common().pathOf(fn, exports as object);
  return path && { ...reference(nameOf(fn), [kind, name, path]), exports: exports as object };
}
