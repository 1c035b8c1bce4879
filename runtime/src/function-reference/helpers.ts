import { getBuiltinModule } from '../node.ts';
import type { Helper } from '../worker/protocol.ts';
import { definitionOf, valuesAround, variablesAround } from './definition-site.ts';
import { pathOf } from './exports.ts';
import { hasProperties, textOf, type AnyFunction } from './function-reference.ts';
import { isHelperName } from './helper-names.ts';
import { isStrict } from './strictness.ts';
import { needsOf } from './text-needs.ts';

/*
 * Helpers of compilers: TypeScript, Babel, swc and esbuild write them around functions, or import them, where the
 * language they compile for lacks something. What is nothing but its text can go to a worker beside that of the function
 * that uses it, and a module of helpers can be loaded there.
 */

/** The packages from which compilers import them. */
const HELPER_PACKAGE = /[\\/]node_modules[\\/](?:tslib|@swc[\\/]helpers|@babel[\\/]runtime)[\\/]/;

/**
 * What workers need to have those of these variables that are helpers.
 *
 * @param names variables around `fn`
 * @param strict whether `fn` is strict code, which its helpers then have to be, too
 */
export function helpersAround(fn: AnyFunction, names: readonly string[], strict: boolean): Helper[] {
  const found = new Map<string, Helper>();
  collect(fn, names);
  return [...found.values()];

  /** Whether all of them are helpers. */
  function collect(user: AnyFunction, used: readonly string[]): boolean {
    const missing = used.filter((name) => !found.has(name) && isHelperName(name));
    const values = missing.length === 0 ? [] : valuesAround(user, missing);
    missing.forEach((name, index) => {
      add(name, values[index]);
    });
    return used.every((name) => found.has(name));
  }

  function add(name: string, value: unknown): void {
    const place = placeInPackage(value);
    if (place) found.set(name, [name, null, ...place]);
    // What `__assign` makes of itself when it is first called.
    else if (value === Object.assign) found.set(name, [name, 'Object.assign']);
    if (found.has(name) || typeof value !== 'function') return;
    const helper = value as AnyFunction;
    const { site, isBound } = definitionOf(helper) ?? {};
    if (!site || isBound || hasProperties(helper)) return;
    const text = textOf(helper);
    if (isStrict(helper, site, text) !== strict) return;
    const { names: needed, reason } = needsOf(text, strict, true);
    if (reason !== undefined) return;
    // It may use others, and itself.
    found.set(name, [name, text]);
    if (!collect(helper, variablesAround(helper, needed))) found.delete(name);
  }
}

/** Where a helper, or an object of them, is in the exports of a package of helpers. */
function placeInPackage(value: unknown): [file: string, ...path: string[]] | undefined {
  if (Object(value) !== value) return undefined;
  const { _cache: loaded } = getBuiltinModule('module') as unknown as {
    readonly _cache: Readonly<Record<string, { readonly exports?: unknown } | undefined>>;
  };
  for (const file of Object.keys(loaded)) {
    const { exports } = loaded[file] ?? {};
    if (!HELPER_PACKAGE.test(file) || Object(exports) !== exports) continue;
    const path = pathOf(value, exports as object, 1);
    if (path) return [file, ...path];
  }
  return undefined;
}

/** What TypeScript makes of asynchronous functions hands `this` on, whether it is used or not. */
const HANDED_ON = /\b__awaiter\(this, void 0/g;

/** The text of a function without a `this` that it does nothing with. */
export function withoutIdleThis(text: string): string {
  const without = text.replace(HANDED_ON, '__awaiter(void 0, void 0');
  return /(?<![\w$])this(?![\w$])/.test(without) ? text : without;
}
