import * as errors from '../errors.ts';
import type { FunctionKey } from '../worker/protocol.ts';
import { builtinPlace } from './builtin-functions.ts';
import { definitionSite, type DefinitionSite } from './definition-site.ts';
import { findExport } from './find-export.ts';
import { unwrap } from './instrumentation.ts';
import { namedByUser } from './module-function.ts';
import { textReference } from './source-text.ts';
import { isCompiledByVitest, isOfMemfs, isTestDouble } from './under-test.ts';

// Functions of any signature; `unknown` parameters would refuse every function that declares its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type AnyFunction = (...args: any) => any;

/** How a function is named to workers, and what the main thread has to know about it. */
export interface FunctionReference {
  /** A `FunctionKey` as JSON. */
  readonly key: string;
  /** The function's name, for messages. */
  readonly name: string;
  /** Whether it has to run in this thread instead: it belongs to a test. */
  readonly runsHere?: boolean;
  /** Positions of the arguments it writes into. */
  readonly writesInto?: readonly number[] | undefined;
  /** The exports of its module, where the classes of the errors it throws may be found. */
  readonly exports?: object;
  /** A better error for what the function's text threw, if there is one. */
  readonly explain?: (error: unknown) => Error | undefined;
}

/** Functions that write into an argument, and which. */
const WRITES_INTO: Readonly<Record<string, readonly number[]>> = {
  readSync: [1],
  readvSync: [1],
  randomFillSync: [0],
  getRandomValues: [0],
};

const references = new WeakMap<AnyFunction, FunctionReference>();

/** What `referenceTo` has found before. */
export function knownReference(fn: AnyFunction): FunctionReference | undefined {
  return references.get(fn);
}

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
  const known = isTestDouble(fn) ? runsHere(fn) : (namedByUser(fn) ?? builtinReference(fn, 'common'));
  if (known) return remember(known);

  const site = definitionSite(fn);
  if (typeof site !== 'object') {
    const builtin = builtinReference(fn, 'all');
    if (builtin) return remember(builtin);
    if (site === 'bound' && isOfMemfs(fn)) return remember(runsHere(fn));
    throw refusal(fn, site);
  }
  const complete = (exported: FunctionReference | undefined): FunctionReference =>
    remember(exported ?? (isCompiledByVitest(fn, site) ? runsHere(fn) : textReference(fn, site)));
  const found = findExport(fn, site);
  return found instanceof Promise ? found.then(complete) : complete(found);
}

/** A reference without anything special to it. */
export function reference(name: string, key: FunctionKey): FunctionReference {
  return { key: JSON.stringify(key), name };
}

export function nameOf(fn: AnyFunction): string {
  return fn.name === '' ? 'The anonymous function' : fn.name;
}

function runsHere(fn: AnyFunction): FunctionReference {
  return { key: '', name: nameOf(fn), runsHere: true };
}

function builtinReference(fn: AnyFunction, among: 'common' | 'all'): FunctionReference | undefined {
  const original = unwrap(fn) as AnyFunction;
  const [module, path] = builtinPlace(original, among) ?? [];
  if (module === undefined || path === undefined) return undefined;
  const name = path.at(-1) ?? '';
  return {
    ...reference(path.join('.'), ['builtin', module, path, String(original).length]),
    writesInto: WRITES_INTO[name],
  };
}

/** Why a function without a place in any script cannot be sent. */
function refusal(fn: AnyFunction, site: DefinitionSite | undefined): Error {
  if (site === undefined) {
    return errors.unsupportedFunction(
      nameOf(fn),
      'it is no built-in, and where it is defined is unknown because node:inspector is not available',
      "Name it with moduleFunction('./its-module.js', 'itsName', import.meta.url)",
    );
  }
  return errors.unsupportedFunction(
    nameOf(fn),
    site === 'bound'
      ? 'it is a bound function, whose `this` and arguments stay in this thread'
      : 'it is native code, but no function of a Node module or a global. A method needs its `this`, which stays in this thread',
    'Pass a function that takes all it needs as arguments',
  );
}
