import { fileURLToPath, getBuiltinModule } from '../node.ts';
import type { Helper } from '../worker/protocol.ts';
import { definitionOf, valuesAround, variablesAround } from './definition-site.ts';
import { pathOf } from './exports.ts';
import { hasProperties, textOf, type AnyFunction } from './function-reference.ts';
import { isHelperName } from './helper-names.ts';
import { declarationIn } from './source-around.ts';
import { isStrict } from './strictness.ts';
import { needsOf, syntaxProblem } from './text-needs.ts';

/*
 * Helpers of compilers: TypeScript, Babel, swc and esbuild write them around functions, or import them, where the
 * language they compile for lacks something. What is nothing but its text can go to a worker beside that of the function
 * that uses it, and a module of helpers can be loaded there.
 */

/** The packages from which compilers import them. */
const HELPER_PACKAGE = /[\\/]node_modules[\\/](?:tslib|@swc[\\/]helpers|@babel[\\/]runtime)[\\/]/;

/** What of the variables around a function workers can have. */
export interface AroundFunction {
  readonly helpers: readonly Helper[];
  /** Names of those that they cannot. */
  readonly captured: readonly string[];
}

/**
 * Tells helpers among variables from others.
 *
 * @param names variables around `fn`
 * @param strict whether `fn` is strict code, which its helpers then have to be, too
 */
export function helpersAround(fn: AnyFunction, names: readonly string[], strict: boolean): AroundFunction {
  const found = new Map<string, Helper>();
  /** For what an asynchronous function is made of: the variable because of which workers cannot have it. */
  const obstacles = new Map<string, string>();
  collect(fn, names);
  return {
    helpers: [...found.values()],
    captured: names
      .filter((name) => !found.has(name))
      .map((name) => (isHelperName(name) ? name : (obstacles.get(name) ?? name))),
  };

  /** Finds those that are helpers, and gives the first that is none. */
  function collect(user: AnyFunction, used: readonly string[]): string | undefined {
    const part = partOf(textOf(user));
    const missing = used.filter((name) => !found.has(name) && (isHelperName(name) || name === part));
    const values = missing.length === 0 ? [] : valuesAround(user, missing);
    missing.forEach((name, index) => {
      add(name, values[index], user);
    });
    return used.find((name) => !found.has(name));
  }

  function add(name: string, value: unknown, user: AnyFunction): void {
    const place = placeInPackage(value);
    const text = textOfData(name, value);
    if (place) found.set(name, [name, null, ...place]);
    else if (text !== undefined) found.set(name, [name, text]);
    else if (typeof value === 'function') addFunction(name, value as AnyFunction, user);
  }

  function addFunction(name: string, helper: AnyFunction, user: AnyFunction): void {
    const { site, isBound } = definitionOf(helper) ?? {};
    const text = textOf(helper);
    // Those of packages work in strict code as they do in other.
    const isAlike = site && (HELPER_PACKAGE.test(site.script.url) || isStrict(helper, site, text) === strict);
    if (isAlike && !isBound && !hasMembers(helper)) addText(name, text, helper);
    if (found.has(name)) return;
    // What it was before it has put another function in its place, as many do when they are first called.
    const { script } = definitionOf(user)?.site ?? {};
    const declared = script && declarationIn(script, name, (code) => syntaxProblem(code, strict));
    if (declared !== undefined) addText(name, declared, user);
  }

  /** @param inside a function that what is around it is around the text */
  function addText(name: string, text: string, inside: AnyFunction): void {
    const { names: needed, reason } = needsOf(text, strict, true);
    if (reason !== undefined) return;
    // It may use others, and itself.
    found.set(name, [name, text]);
    const obstacle = collect(inside, variablesAround(inside, needed));
    if (obstacle === undefined) return;
    found.delete(name);
    obstacles.set(name, obstacles.get(obstacle) ?? obstacle);
  }
}

/** The names of properties that are left out where the others are copied. */
const EXCLUDED = /^_excluded\d*$/;

/** Filled by the function that needs it. */
const TEMPLATE = /^_?templateObject(?:_?\d+)?$/;

/** The text of what is no function. */
function textOfData(name: string, value: unknown): string | undefined {
  // What `__assign` makes of itself when it is first called.
  if (value === Object.assign) return 'Object.assign';
  if (TEMPLATE.test(name) && typeof value !== 'function') return 'undefined';
  return EXCLUDED.test(name) && Array.isArray(value) ? JSON.stringify(value) : undefined;
}

/** Whether there is more to a function than its text: properties, or what its instances have. */
function hasMembers(fn: AnyFunction): boolean {
  return hasProperties(fn) || Object.keys(Object(fn.prototype) as object).length > 0;
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
  return typeof value === 'function' ? formerExport(value as AnyFunction) : undefined;
}

/** The file of a helper that has put another in its place there when it was first called. */
function formerExport(helper: AnyFunction & { readonly default?: unknown }): [file: string] | undefined {
  const { url = '' } = (helper.default === helper ? definitionOf(helper)?.site?.script : undefined) ?? {};
  return HELPER_PACKAGE.test(url) && url.startsWith('file:') ? [fileURLToPath(url)] : undefined;
}

/** What TypeScript makes of asynchronous functions hands `this` on, whether it is used or not. */
const HANDED_ON = /\b(?:__awaiter\(this, void 0|__generator\(this, function)/g;

/** What Babel makes of them does so, too: this is all of it, and a second function does the work … */
const HANDING_ON = /^function ?[\w$]*\([\w$, ]*\) ?\{\s*return ([\w$]+)\.apply\(this, arguments\);?\s*\}$/;

/** … which begins so, and calls the function as it was written, but as a generator. */
const OF_GENERATOR =
  /^function \(\) ?\{\s*(?:var|const|let) ([\w$]+) = this,\s*([\w$]+) = arguments;\s*return new Promise\([^]*?([\w$]+)\.apply\(\1, \2\)/;

/** The variable that holds the next of these parts. */
function partOf(text: string): string | undefined {
  return HANDING_ON.exec(text)?.[1] ?? OF_GENERATOR.exec(text)?.[3];
}

/** The text of a function without a `this` that it does nothing with. */
export function withoutIdleThis(text: string): string {
  const without = HANDING_ON.test(text)
    ? text.replace('(this, arguments)', '(void 0, arguments)')
    : text.replace(HANDED_ON, (handing) => handing.replace('this', 'void 0'));
  return /(?<![\w$])this(?![\w$])/.test(without) ? text : without;
}
