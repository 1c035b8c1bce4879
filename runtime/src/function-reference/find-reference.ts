import * as errors from '../errors.ts';
import { footprintOf, type Footprint } from '../order/footprints.ts';
import { isTestRun } from '../test-run.ts';
import type { BuiltinKey } from '../worker/protocol.ts';
import { builtinPlace, type BuiltinPlace } from './builtin-functions.ts';
import { definitionOf, type Site } from './definition-site.ts';
import { findExport } from './find-export.ts';
import {
  nameOf,
  reference,
  references,
  textOf,
  writerAt,
  type AnyFunction,
  type FunctionReference,
} from './function-reference.ts';
import { rememberInline } from './inline-functions.ts';
import { unwrap } from './instrumentation.ts';
import { textReference, textReferenceAt } from './source-text.ts';
import { isCompiledByRunner, isJest, isTestDouble, MEMFS } from './under-test.ts';
import { functionsOfNodeBeneath, placeNow, wrapperOf } from './wrapper.ts';

/**
 * How workers can get at `fn`: as a Node built-in or global, as the export of a module, or as a self-contained text;
 * the first that applies. Only the first use of a module function makes this a promise.
 *
 * @throws TypeError if `fn` cannot run in a worker
 */
export function referenceTo(fn: AnyFunction): FunctionReference | Promise<FunctionReference> {
  const remember = (found: FunctionReference): FunctionReference => {
    references.set(fn, found);
    return found;
  };
  const here = { key: '', name: nameOf(fn) };
  const before = references.get(fn) ?? (isTestDouble(fn) ? here : undefined);
  if (before) return remember(before);
  if (CLASS.test(textOf(fn))) throw errors.unsupportedFunction(here.name, 'it is a class', CALL_NEW);
  const common = builtinReference(fn, 'common');
  if (common) return remember(common);

  const definition = definitionOf(fn);
  const { isBound, site } = definition ?? {};
  if (!site || isBound) {
    const builtin = builtinReference(fn, 'all');
    if (builtin) return remember(builtin);
    const wrapper = site ? undefined : wrapperOf(fn);
    if (wrapper) return remember(referenceToPlace(wrapper.place, [fn, wrapper.fn]));
    if (site && MEMFS.test(site.script.url)) return remember(here);
    if (!definition) throw errors.unsupportedFunction(here.name, UNKNOWN, HOW_TO_NAME);
    throw isBound
      ? errors.unsupportedFunction(here.name, 'it is a bound function')
      : errors.unsupportedFunction(here.name, NATIVE, howToCall(here.name));
  }
  const place = placeNow(fn);
  return (place && replacementReference(fn, place)) ?? ordinaryReference(fn, site);
}

/** A function of the program's or of a package. */
function ordinaryReference(fn: AnyFunction, site: Site): FunctionReference | Promise<FunctionReference> {
  const before = textReferenceAt(site, fn);
  if (before) {
    references.set(fn, before);
    rememberInline(fn, site, before);
    return before;
  }
  // Those from one place that come at once are mostly found with the first.
  const first = beingSought.get(site.place);
  if (first) return first.then(() => textReferenceAt(site, fn) ?? newReference(fn, site));
  const found = newReference(fn, site);
  if (found instanceof Promise) {
    const ended = (): void => {
      beingSought.delete(site.place);
    };
    beingSought.set(site.place, found.then(ended, ended));
  }
  return found;
}

/** By the place of functions: one that is being looked for among the exports of its module. */
const beingSought = new Map<string, Promise<void>>();

function newReference(fn: AnyFunction, site: Site): FunctionReference | Promise<FunctionReference> {
  const complete = (exported: FunctionReference | undefined): FunctionReference => {
    const here = { key: '', name: nameOf(fn) };
    const isCompiled = exported ? isJest() : isCompiledByRunner(fn, site.script);
    const found = isCompiled ? here : (exported ?? textReference(fn, site));
    references.set(fn, found);
    return found;
  };
  const found = findExport(fn, site.script);
  return found instanceof Promise ? found.then(complete) : complete(found);
}

/**
 * How workers can get at a function that is in the place of one of Node's here, but is another one than they have.
 *
 * @param refused the reference by which they did not find it
 * @throws TypeError if it cannot run in a worker
 */
export function otherReference(
  fn: AnyFunction,
  refused: FunctionReference,
): FunctionReference | Promise<FunctionReference> {
  const known = references.get(fn);
  // Another call may have come here before.
  if (known && known !== refused) return known;
  const [, module, path] = JSON.parse(refused.key) as BuiltinKey;
  const replacement = replacementReference(fn, [module, path]);
  if (replacement) return replacement;
  const { site } = definitionOf(fn) ?? {};
  if (!site) throw errors.replacedFunction(refused.name);
  return ordinaryReference(fn, site);
}

/**
 * A reference to what has replaced a function of Node. A wrapper goes by what it wraps: what it does beside that, such
 * as tracing, is for this thread. In a test it may be a stub without a mark, so that it runs here. Anything else is a
 * function like others.
 */
function replacementReference(fn: AnyFunction, [module, path]: BuiltinPlace): FunctionReference | undefined {
  const name = path.join('.');
  const originals = isTestRun() ? [] : functionsOfNodeBeneath(fn, path.at(-1) ?? name);
  if (!isTestRun() && originals.length === 0) return undefined;
  const found = isTestRun() ? { key: '', name } : referenceToPlace([module, path], [fn, ...originals]);
  references.set(fn, found);
  return found;
}

/** The files that `fn` touches, if it is a function of Node's `fs`. */
export function footprintOfFunction(fn: unknown): Footprint | undefined {
  if (typeof fn !== 'function') return undefined;
  // What is not a function of Node takes long to find, and touches files that nobody knows.
  const known =
    references.get(fn as AnyFunction) ??
    (isTestDouble(fn) ? undefined : builtinReference(fn as AnyFunction, 'common'));
  if (known) references.set(fn as AnyFunction, known);
  return known?.footprint;
}

/** Not a method of that name. */
const CLASS = /^class(?![\w$]|\s*\()/;
const CALL_NEW = 'Pass a function that makes an instance of it, and returns something that is plain data';

const NATIVE = 'it is native code, or a method that needs its `this`';

/** @param name of a method */
function howToCall(name: string): string {
  const call = /^[a-z_$][\w$]*$/i.test(name) ? `.${name}` : '';
  return `Pass a function that is given what it is called on: (object, ...args) => object${call}(...args)`;
}
const UNKNOWN = 'it is no built-in, and without node:inspector there is no telling where it is from';
const HOW_TO_NAME = "Name it with moduleFunction('./its-module.js', 'itsName', import.meta.url)";

function builtinReference(fn: AnyFunction, among: 'common' | 'all'): FunctionReference | undefined {
  const original = unwrap(fn) as AnyFunction;
  const place = builtinPlace(original, among);
  return place && referenceToPlace(place, [original]);
}

/** @param candidates what may be there in a worker */
function referenceToPlace(
  [module, path]: BuiltinPlace,
  candidates: readonly AnyFunction[],
): FunctionReference {
  const lengths = candidates.map((candidate) => String(candidate).length);
  return {
    ...reference(path.join('.'), ['builtin', module, path, lengths]),
    writer: writerAt(path),
    footprint: footprintOf(module, path),
  };
}
