import * as errors from '../errors.ts';
import { variablesAround, type Site } from './definition-site.ts';
import { canBeImported } from './find-export.ts';
import { helpersAround, withoutIdleThis } from './helpers.ts';
import {
  hasProperties,
  nameOf,
  reference,
  textOf,
  type AnyFunction,
  type FunctionReference,
} from './function-reference.ts';
import { isStrict } from './strictness.ts';
import { needsOf } from './text-needs.ts';

/** What compilers put around functions, and workers have, too (see `worker/compile-source.ts`). */
const SUPPLIED = new Set(['__name']);

/** What has been found of the functions that were defined in one place. */
const known = new Map<string, FunctionReference>();
const MOST_KEPT = 512;

/** The same by the texts of functions, where no more than these is to be known. */
const knownAnywhere = new Map<string, { readonly named: string; readonly reference: FunctionReference }>();

/**
 * What may be different in strict code: what is written to that may be read-only, and functions within. A text without
 * that, and without names of what is around it, does the same wherever it stands.
 */
const STRICTNESS_MATTERS =
  /[^=!<>]=(?![=>])|[<>]{2}=|[+-]{2}|(?<![\w$])(?:delete|eval|for|function|this|arguments)(?![\w$])/;

/** The reference to another function with the same text, if that is all there is to it. */
export function textReferenceAnywhere(fn: AnyFunction, text: string): FunctionReference | undefined {
  const { named, reference: found } = knownAnywhere.get(text) ?? {};
  return named === fn.name ? found : undefined;
}

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
  const { helpers, captured: others } = helpersAround(fn, around, strict);
  const [captured] = others.toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
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
  if (known.size >= MOST_KEPT) {
    known.clear();
    knownAnywhere.clear();
  }
  known.set(site.place, found);
  if (needed.length === 0 && from.length === 0 && !STRICTNESS_MATTERS.test(text))
    knownAnywhere.set(text, { named: fn.name, reference: found });
  return found;
}
