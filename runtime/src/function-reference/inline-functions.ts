import { callSiteOf, entryOf, type CallSite } from '../caller.ts';
import { getBuiltinModule } from '../node.ts';
import type { Site } from './definition-site.ts';
import { references, type AnyFunction, type FunctionReference } from './function-reference.ts';
import { sourceAround } from './source-around.ts';
import { hasProperties, textOf } from './source-text.ts';

/*
 * Functions that are written where they are handed over: `toThread((n) => n + 1, 1)`. Each time this runs the function
 * is a new one. To ask V8 where it was defined costs ten times as much as the call; where the call stands costs little,
 * and says the same.
 */

interface InlineFunction {
  readonly text: string;
  readonly reference: FunctionReference;
}

const known = new Map<string, InlineFunction>();
/** Places of functions that have been looked at, inline or not. */
const examined = new Set<string>();
const MOST_KEPT = 512;

/** From where functions came whose references were not known then. */
const callSites = new WeakMap<AnyFunction, CallSite>();

/**
 * The reference to a function that is written in the call that has brought it, if others from there have been found to
 * be before.
 *
 * @param called the function of to-thread that was called with it
 */
export function inlineReference(fn: unknown, called: AnyFunction): FunctionReference | undefined {
  if (typeof fn !== 'function') return undefined;
  const given = fn as AnyFunction;
  if (references.has(given) || callSites.has(given)) return undefined;
  const callSite = callSiteOf(entryOf(called));
  if (!callSite) return undefined;
  const inline = known.get(keyOf(callSite));
  if (inline && !hasProperties(given) && textOf(given) === inline.text) {
    references.set(given, inline.reference);
    return inline.reference;
  }
  callSites.set(given, callSite);
  return undefined;
}

/**
 * Looks whether a function is written in the call that has brought it: if so, others with this text that come from
 * there are from the same place.
 */
export function rememberInline(fn: AnyFunction, site: Site, reference: FunctionReference): void {
  const callSite = callSites.get(fn);
  if (!callSite || examined.has(site.place)) return;
  if (examined.size >= MOST_KEPT) {
    examined.clear();
    known.clear();
  }
  examined.add(site.place);
  const text = textOf(fn);
  const { before } = sourceAround(site, text) ?? {};
  if (before !== undefined && isAt(callSite, site) && CALL.test(before.slice(callSite.position)))
    known.set(keyOf(callSite), { text, reference });
}

/** A call up to its first argument. To V8 it stands where its name does or, behind `?.` and the like, its arguments. */
const CALL = /^[\w$]*\s*\(\s*$/;

/** Whether both are in the same script. CommonJS modules are called by their paths. */
function isAt({ script }: CallSite, { script: { url } }: Site): boolean {
  return script === url || getBuiltinModule('url').pathToFileURL(script).href === url;
}

function keyOf({ script, position }: CallSite): string {
  return `${position}:${script}`;
}
