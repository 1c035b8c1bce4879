import { callSite, type CallSite } from '../caller.ts';
import { getBuiltinModule } from '../node.ts';
import type { Site } from './definition-site.ts';
import { hasProperties, textOf, type AnyFunction, type FunctionReference } from './function-reference.ts';
import { sourceAround } from './source-around.ts';
import { textReferenceAnywhere } from './source-text.ts';

/*
 * Functions that are written where they are handed over: `toThread((n) => n + 1, 1)`. Each time this runs the function
 * is a new one. To ask V8 where it was defined costs ten times as much as the call; where the call stands costs little,
 * and says the same. Least of all it costs where the text alone says everything.
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
 * be before. Only while the program's call is on the stack.
 */
export function inlineReference(fn: AnyFunction): FunctionReference | undefined {
  if (hasProperties(fn)) return undefined;
  const text = textOf(fn);
  const anywhere = textReferenceAnywhere(fn, text);
  if (anywhere) return anywhere;
  const from = callSite();
  if (!from) return undefined;
  const inline = known.get(keyOf(from));
  if (inline?.text === text) return inline.reference;
  callSites.set(fn, from);
  return undefined;
}

/**
 * Looks whether a function is written in the call that has brought it: if so, others with this text that come from
 * there are from the same place.
 */
export function rememberInline(fn: AnyFunction, site: Site, reference: FunctionReference): void {
  const from = callSites.get(fn);
  if (!from || examined.has(site.place)) return;
  if (examined.size >= MOST_KEPT) {
    examined.clear();
    known.clear();
  }
  examined.add(site.place);
  const text = textOf(fn);
  const { before } = sourceAround(site, text) ?? {};
  if (before !== undefined && isAt(from, site) && CALL.test(before.slice(from.position)))
    known.set(keyOf(from), { text, reference });
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
