import * as errors from '../errors.ts';
import { variablesAround, type Site } from './definition-site.ts';
import { canBeImported } from './find-export.ts';
import { helpersAround, withoutIdleThis } from './helpers.ts';
import { nameOf, reference, type AnyFunction, type FunctionReference } from './function-reference.ts';
import { isStrict } from './strictness.ts';
import { needsOf } from './text-needs.ts';

/** What compilers put around functions, and workers have, too (see `worker/compile-source.ts`). */
const SUPPLIED = new Set(['__name']);

/** What has been found of the functions that were defined in one place. */
const known = new Map<string, FunctionReference>();
const MOST_KEPT = 512;

/** The reference to another function from the same place, which has the same text and the same names around it. */
export function textReferenceAt({ place }: Site, fn: AnyFunction): FunctionReference | undefined {
  return hasProperties(fn) ? undefined : known.get(place);
}

/**
 * Names `fn` by its text.
 * @throws TypeError if the text alone would not do what the function does
 */
export function textReference(fn: AnyFunction, site: Site): FunctionReference {
  const written = textOf(fn);
  const text = withoutIdleThis(written);
  const name = nameOf(fn);
  const strict = isStrict(fn, site, written);
  const { names, reason } = needsOf(text, strict);
  if (reason !== undefined) throw errors.unsupportedFunction(name, reason);
  const needed = names.filter((each) => !SUPPLIED.has(each));
  // An arrow function's `arguments` are those of the function around it.
  const around = needed.includes('arguments') ? ['arguments'] : variablesAround(fn, needed);
  const helpers = helpersAround(fn, around, strict);
  const [captured] = around
    .filter((each) => helpers.every(([helper]) => helper !== each))
    .sort((a, b) => text.indexOf(a) - text.indexOf(b));
  const isImportable = fn.name !== '' && canBeImported(site.script);
  if (captured !== undefined) throw errors.capturedVariable(name, captured, isImportable);
  // A function that keeps something in its own properties reaches it by its name.
  if (hasProperties(fn) && fn.name !== '' && text.split(fn.name).length > 2) {
    throw errors.capturedVariable(name, fn.name, isImportable);
  }
  const globals = needed.filter((each) => each in globalThis && !around.includes(each));
  const { url } = site.script;
  // Stacks are clearer without it, so only a text that may import something is said to be from that file.
  const from = text.includes('import') && url.startsWith('file:') ? [url] : [];
  const found = reference(name, ['source', text, strict, globals, helpers, ...from]);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(site.place, found);
  return found;
}

/** Wrappers often have a `toString` of their own, which gives the text of what they wrap. */
export function textOf(fn: AnyFunction): string {
  return Function.prototype.toString.call(fn);
}

export function hasProperties(fn: AnyFunction): boolean {
  return Object.keys(fn).length > 0;
}
