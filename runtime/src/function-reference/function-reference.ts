import { errors } from '../errors.ts';
import { unwrap } from '../common/common.ts';
import type { FunctionKey } from '../worker/protocol.ts';
import { builtinNamed } from './builtin-functions.ts';
import { definitionSite, type DefinitionSite, type ScriptSite } from './definition-site.ts';
import { findExport } from './find-export.ts';
import { namedByUser } from './module-function.ts';
import { explainReferenceError, refusalOfText } from './source-text.ts';

// Functions of any signature; `unknown` parameters would refuse every function that declares its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type AnyFunction = (...args: any) => any;

/** How a function is named to workers, and what the main thread has to know about it. */
export interface FunctionReference {
  /** A `FunctionKey` as JSON. */
  readonly key: string;
  /** The function's name, for messages. */
  readonly name: string;
  /** Positions of the arguments it writes into. */
  readonly writesInto?: readonly number[] | undefined;
  /** Whether all it does is wait for a child process. */
  readonly waitsForChild?: boolean;
  /** The exports of its module, where the classes of the errors it throws may be found. */
  readonly exports?: object;
  /** A better error for what the function's text threw, if there is one. */
  readonly explain?: (error: unknown) => Error | undefined;
}

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
  const known = namedByUser(fn) ?? builtinReference(fn, 'common');
  if (known !== undefined) return remember(fn, known);

  const site = definitionSite(fn);
  if (site?.kind !== 'script') {
    const builtin = builtinReference(fn, 'all');
    if (builtin !== undefined) return remember(fn, builtin);
    throw refusal(fn, site);
  }
  const found = findExport(fn, site);
  const complete = (exported: Awaited<typeof found>): FunctionReference =>
    remember(fn, exported ?? textReference(fn, site));
  return found instanceof Promise ? found.then(complete) : complete(found);
}

function remember(fn: AnyFunction, reference: FunctionReference): FunctionReference {
  references.set(fn, reference);
  return reference;
}

function builtinReference(fn: AnyFunction, among: 'common' | 'all'): FunctionReference | undefined {
  const original = unwrap(fn) as AnyFunction;
  const builtin = builtinNamed(original, among);
  if (builtin === undefined) return undefined;
  const { module, path, writesInto, waitsForChild } = builtin;
  const key: FunctionKey = ['builtin', module, path, String(original).length];
  return { key: JSON.stringify(key), name: path.join('.'), writesInto, waitsForChild };
}

function textReference(fn: AnyFunction, site: ScriptSite): FunctionReference {
  const text = String(fn);
  const name = nameOf(fn);
  const refused = refusalOfText(fn, text, name, site);
  if (refused) throw refused;
  const key: FunctionKey = ['source', text, site.isModule];
  return { key: JSON.stringify(key), name, explain: (error) => explainReferenceError(fn, name, error) };
}

/** Why a function without a place in any script cannot be sent. */
function refusal(fn: AnyFunction, site: DefinitionSite | undefined): Error {
  const name = nameOf(fn);
  if (site === undefined) {
    return errors.unsupportedFunction(
      name,
      'it is no built-in, and where it was defined cannot be found out here because node:inspector is not available',
      "Name it with moduleFunction('./its-module.js', 'itsName', import.meta.url)",
    );
  }
  if (site.kind === 'bound') {
    return errors.unsupportedFunction(
      name,
      'it is a bound function, whose `this` and arguments stay in this thread',
      'Pass the unbound function and give it what it needs as arguments',
    );
  }
  return errors.unsupportedFunction(
    name,
    'it is native code that is neither a function of a Node module nor of a global. A method such as ' +
      'Map.prototype.get needs its `this`, which stays in this thread',
    'Pass a function that takes all it needs as arguments',
  );
}

export function nameOf(fn: AnyFunction): string {
  return fn.name === '' ? 'The anonymous function' : fn.name;
}
