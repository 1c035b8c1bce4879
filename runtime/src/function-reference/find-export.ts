import { common } from '../common/common.ts';
import { fileURLToPath, nodeModule, realpathSync } from '../node.ts';
import type { FunctionKey } from '../worker/protocol.ts';
import type { Script } from './definition-site.ts';
import { isContainer } from './exports.ts';
import { nameOf, reference, type AnyFunction, type FunctionReference } from './function-reference.ts';

/** CommonJS modules by file name: what `require.cache` is. Not in the declared types. */
interface CommonJSModule {
  readonly id: string;
  readonly exports: unknown;
}
type CommonJSModules = Readonly<Record<string, CommonJSModule | undefined>>;

/** The namespaces of ES modules that have been looked into. */
const namespaces = new Map<string, object>();

/** A module that has been evaluated is there at once; one that waits for this very call would never be. */
const PATIENCE = 1000;

type ExportKey = Extract<FunctionKey, readonly ['module' | 'commonjs', ...unknown[]]>;

/**
 * Finds `fn` among the exports of a loaded module, by identity: a worker that imports the module gets the same
 * function. Undefined if it is exported nowhere, or only by the program's entry file, which must not run twice.
 */
export function findExport(
  fn: AnyFunction,
  { url, isModule }: Script,
): FunctionReference | undefined | Promise<FunctionReference | undefined> {
  if (!url.startsWith('file:') || isEntry(url)) return undefined;
  if (!isModule) return findInCommonJS(fn, fileURLToPath(url));
  const namespace = namespaces.get(url);
  const find = (exports: object | undefined): FunctionReference | undefined =>
    exports && exportedFrom(exports, 'module', url, fn);
  return namespace ? find(namespace) : namespaceOf(url).then(find);
}

/** Whether `url` is the file the program was started with. */
function isEntry(url: string): boolean {
  const [, entry] = process.argv;
  try {
    return entry !== undefined && fileURLToPath(url) === realpathSync(entry);
  } catch {
    return false;
  }
}

/** The exports of a module that has been loaded: importing it again runs nothing. */
async function namespaceOf(url: string): Promise<object | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, undefined);
  });
  try {
    const loaded = import(/* webpackIgnore: true */ /* @vite-ignore */ url) as Promise<object>;
    const namespace = await Promise.race([loaded, late]);
    if (namespace) namespaces.set(url, namespace);
    return namespace;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Packages define functions in one file and export them from another, so the whole package is searched. */
function findInCommonJS(fn: AnyFunction, file: string): FunctionReference | undefined {
  const [directory] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(file) ?? [];
  const { _cache: commonJS } = nodeModule() as unknown as { readonly _cache: CommonJSModules };
  const inPackage = directory ? Object.keys(commonJS).filter((name) => name.startsWith(directory)) : [];
  for (const name of [file, ...inPackage]) {
    const { id, exports } = commonJS[name] ?? { id: '.' };
    const found = id !== '.' && isContainer(exports) && exportedFrom(exports, 'commonjs', name, fn);
    if (found) return found;
  }
  return undefined;
}

function exportedFrom(
  exports: object,
  kind: ExportKey[0],
  name: string,
  fn: AnyFunction,
): FunctionReference | undefined {
  const path = common().pathOf(fn, exports);
  return path && { ...reference(nameOf(fn), [kind, name, path]), exports };
}
