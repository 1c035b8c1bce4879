import { pathOf } from '../common/common.ts';
import { fileURLToPath, Module, realpathSync } from '../node.ts';
import type { FunctionKey } from '../worker/protocol.ts';
import type { ScriptSite } from './definition-site.ts';
import { nameOf, type AnyFunction, type FunctionReference } from './function-reference.ts';

/** CommonJS modules by file name: what `require.cache` is. Not in the declared types. */
interface CommonJSModule {
  readonly id: string;
  readonly filename: string | null;
  readonly exports: unknown;
}
const { _cache: commonJS } = Module as unknown as { _cache: Record<string, CommonJSModule | undefined> };

type ExportKey = Extract<FunctionKey, readonly ['module' | 'commonjs', ...unknown[]]>;

/** The namespaces of ES modules that have been looked into. */
const namespaces = new Map<string, object>();

/** A module that has been evaluated is there at once; one that waits for this very call would never be. */
const PATIENCE = 1000;

/**
 * Finds `fn` among the exports of a loaded module, by identity: a worker that imports the module gets the same
 * function. Undefined if it is exported nowhere, or only by the program's entry file, which must not run twice.
 */
export function findExport(
  fn: AnyFunction,
  site: ScriptSite,
): FunctionReference | undefined | Promise<FunctionReference | undefined> {
  if (!site.url.startsWith('file:') || isEntry(site.url)) return undefined;
  if (!site.isModule) return findInCommonJS(fn, fileURLToPath(site.url));
  const namespace = namespaces.get(site.url);
  return namespace ? exportOf(fn, site.url, namespace) : findInNamespace(fn, site.url);
}

/** Whether `url` is the file the program was started with. */
export function isEntry(url: string): boolean {
  const entry = process.argv[1];
  if (entry === undefined) return false;
  try {
    return fileURLToPath(url) === realpathSync(entry);
  } catch {
    return false;
  }
}

async function findInNamespace(fn: AnyFunction, url: string): Promise<FunctionReference | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, PATIENCE);
  });
  try {
    // The function exists, so this module has been loaded: importing it again runs nothing.
    const namespace = await Promise.race([
      import(/* webpackIgnore: true */ /* @vite-ignore */ url) as Promise<object>,
      late,
    ]);
    if (namespace === undefined) return undefined;
    namespaces.set(url, namespace);
    return exportOf(fn, url, namespace);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Packages define functions in one file and export them from another, so the whole package is searched. */
function findInCommonJS(fn: AnyFunction, file: string): FunctionReference | undefined {
  const directory = packageDirectory(file);
  const inPackage =
    directory === undefined ? [] : Object.keys(commonJS).filter((name) => name.startsWith(directory));
  for (const name of new Set([file, ...inPackage])) {
    const module = commonJS[name];
    if (module === undefined || module.id === '.' || !isContainer(module.exports)) continue;
    const path = pathOf(fn, module.exports);
    if (path) return reference(fn, ['commonjs', name, path], module.exports);
  }
  return undefined;
}

function exportOf(fn: AnyFunction, url: string, namespace: object): FunctionReference | undefined {
  const path = pathOf(fn, namespace);
  return path && reference(fn, ['module', url, path], namespace);
}

function reference(fn: AnyFunction, key: ExportKey, exports: object): FunctionReference {
  return { key: JSON.stringify(key), name: nameOf(fn), exports };
}

function packageDirectory(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(file)?.[0];
}

function isContainer(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
