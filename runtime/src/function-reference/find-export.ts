import { common } from '../common/common.ts';
import { clearTimeout, fileURLToPath, getBuiltinModule, realpathSync, setTimeout } from '../node.ts';
import { scriptsInOrder, type Script } from './inspector.ts';
import { nameOf, reference, type AnyFunction, type FunctionReference } from './function-reference.ts';

/** CommonJS modules by file name: what `require.cache` is. Not in the declared types. */
type CommonJSModules = Readonly<
  Record<
    string,
    { readonly id: string; readonly exports: unknown; readonly children: readonly Module[] } | undefined
  >
>;
interface Module {
  readonly filename: string;
}

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
  if (!canBeImported({ url })) return undefined;
  return isModule
    ? namespaceOf(url).then((exports) => exportedFrom(exports, ['module', url], entryOf(url), fn))
    : findInCommonJS(fn, url);
}

/** Whether workers can import the module: it is a file, and none that would run the program again. */
export function canBeImported({ url }: Pick<Script, 'url'>): boolean {
  return url.startsWith('file:') && !isEntry(url);
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

/**
 * Packages define functions in one file and export them from another, so the whole package is searched. What its other
 * files do to what the functions share, such as to add languages, they do in a worker, too: there the package is
 * loaded as the program has loaded it.
 */
function findInCommonJS(fn: AnyFunction, url: string): FunctionReference | undefined {
  const file = fileURLToPath(url);
  const directory = packageOf(file);
  const { _cache: loaded } = getBuiltinModule('module') as unknown as { readonly _cache: CommonJSModules };
  const inPackage =
    directory === undefined ? [] : Object.keys(loaded).filter((name) => name.startsWith(directory));
  const before = [...entryOf(url), ...entriesOf(inPackage, loaded)];
  for (const name of [file, ...inPackage]) {
    const { id = '.', exports } = loaded[name] ?? {};
    const found = id === '.' ? undefined : exportedFrom(exports, ['commonjs', name], before, fn);
    if (found) return found;
  }
  return undefined;
}

/** The modules of a package by which programs have come into it, in the order in which they did. */
function entriesOf(inPackage: readonly string[], loaded: CommonJSModules): string[] {
  const isMain = (name: string): boolean => loaded[name]?.id === '.';
  const inner = new Set(
    inPackage.flatMap((name) =>
      isMain(name) ? [] : (loaded[name]?.children ?? []).map(({ filename }) => filename),
    ),
  );
  return inPackage.filter((name) => !inner.has(name) && !isMain(name));
}

/** The ES module by which the program has come into the package of another file of it, if it was one. */
function entryOf(url: string): string[] {
  const directory = packageOf(url);
  if (directory === undefined) return [];
  // It was compiled before those that it imports.
  const first = scriptsInOrder().find((script) => script.url.startsWith(directory));
  return first?.isModule && first.url !== url && !isEntry(first.url) ? [first.url] : [];
}

/** The folder of the package that a file or URL is in, if it is in one. */
function packageOf(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(file)?.[0];
}

function exportedFrom(
  exports: unknown,
  [kind, name]: readonly [kind: 'module' | 'commonjs', name: string],
  before: readonly string[],
  fn: AnyFunction,
): FunctionReference | undefined {
  if (Object(exports) !== exports) return undefined;
  const path = common().pathOf(fn, exports as object);
  const others = before.filter((each) => each !== name);
  return path && { ...reference(nameOf(fn), [kind, name, path, ...others]), exports: exports as object };
}
