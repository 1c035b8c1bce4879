import type { Runtime, Session } from 'node:inspector';
import { getBuiltinModule } from '../node.ts';
import type { AnyFunction } from './function-reference.ts';

/** What V8 knows of a function. */
export interface Definition {
  /** Whether it is a bound function. The rest is about the one beneath it. */
  readonly isBound: boolean;
  /** Where it was defined. Native code, a Proxy and functions of Node itself are in no script. */
  readonly script: Script | undefined;
  /** Names of the variables around it, from its own closure up to its module, but not the globals. */
  readonly variables: readonly string[];
}

export interface Script {
  readonly url: string;
  readonly isModule: boolean;
}

type RemoteObject = Runtime.RemoteObject | undefined;

const scripts = new Map<string, Script>();
let session: Session | undefined;
let isAvailable: boolean | undefined;

/** What is asked about can be released all at once. */
const objectGroup = 'to-thread';

/**
 * Asks V8, through an inspector session inside this process, where `fn` was defined. The first call takes the longer
 * the more scripts are loaded (37 ms for 420, 70 ms for 1,320), later ones take a fraction of a millisecond. Undefined
 * where there is no inspector.
 *
 * @param wantsVariables there can be thousands, so they are looked at on demand
 */
export function definitionOf(fn: AnyFunction, wantsVariables = false): Definition | undefined {
  isAvailable ??= open();
  if (!isAvailable) return undefined;
  const result = remote(fn);
  const target = internal(result, '[[TargetFunction]]');
  const unbound = target ?? result;
  const { scriptId = '' } = (internal(unbound, '[[FunctionLocation]]')?.value ?? {}) as { scriptId?: string };
  if (!scripts.has(scriptId)) {
    // Enabling the debugger for a moment makes it list every script there is.
    ask('Debugger.enable');
    ask('Debugger.disable');
  }
  const script = scripts.get(scriptId);
  const variables = scopesOf(wantsVariables ? unbound : undefined).flatMap((scope) =>
    propertiesOf(scope).result.map(({ name }) => name),
  );
  ask('Runtime.releaseObjectGroup', { objectGroup });
  return {
    isBound: target !== undefined,
    script: script?.url.startsWith('node:') ? undefined : script,
    variables,
  };
}

/**
 * What `fn` may stand on: the target of a Proxy or a bound function, or else the values of the variables around it
 * that its text mentions. Empty where there is no inspector.
 */
export function beneath(fn: AnyFunction): readonly unknown[] {
  isAvailable ??= open();
  if (!isAvailable) return [];
  const object = remote(fn);
  const target = internal(object, '[[Target]]') ?? internal(object, '[[TargetFunction]]');
  const words = new Set(Function.prototype.toString.call(fn).split(/[^\w$]+/));
  const used = scopesOf(object).flatMap((scope) =>
    propertiesOf(scope).result.filter(({ name }) => words.has(name)),
  );
  const values = (target ? [target] : used.map(({ value }) => value)).flatMap(local);
  ask('Runtime.releaseObjectGroup', { objectGroup });
  return values;
}

/** Where values are left for the inspector, and by it. The module object is the same in every realm. */
function holder(): { toThread?: unknown } {
  return getBuiltinModule('inspector') as { toThread?: unknown };
}

/** The inspector's view of a function. */
function remote(fn: AnyFunction): RemoteObject {
  holder().toThread = fn;
  const expression = "process.getBuiltinModule('inspector').toThread";
  const { result } = ask('Runtime.evaluate', { expression, objectGroup }) as Runtime.EvaluateReturnType;
  delete holder().toThread;
  return result;
}

/** What the inspector has a view of, in a list that is empty if it cannot be had. */
function local(object: RemoteObject): unknown[] {
  if (object?.objectId === undefined) return [];
  const functionDeclaration = "function () { process.getBuiltinModule('inspector').toThread = this; }";
  ask('Runtime.callFunctionOn', { objectId: object.objectId, functionDeclaration, objectGroup });
  const { toThread } = holder();
  delete holder().toThread;
  return [toThread];
}

/** The variables around a function, scope by scope, without the globals. */
function scopesOf(object: RemoteObject): RemoteObject[] {
  return propertiesOf(internal(object, '[[Scopes]]'))
    .result.map(({ value }) => value)
    .filter((scope) => !/^(?:Global|Script)/.test(scope?.description ?? 'Global'));
}

function internal(object: RemoteObject, name: string): RemoteObject {
  return propertiesOf(object).internalProperties?.find((property) => property.name === name)?.value;
}

function propertiesOf(object: RemoteObject): Runtime.GetPropertiesReturnType {
  if (object?.objectId === undefined) return { result: [] };
  const { objectId } = object;
  return ask('Runtime.getProperties', { objectId, ownProperties: true }) as Runtime.GetPropertiesReturnType;
}

/** Opens the session. There is none in Node without inspector, under the permission model, in Bun and Deno. */
function open(): boolean {
  try {
    session = new (getBuiltinModule('inspector').Session)();
    session.connect();
    session.on('Debugger.scriptParsed', ({ params: { scriptId, url, isModule = false } }) => {
      scripts.set(scriptId, { url, isModule });
    });
    // In Bun the session knows no questions, and in Deno it answers later.
    return ask('Runtime.evaluate', { expression: '0' }) !== undefined;
  } catch {
    return false;
  }
}

/** Sessions inside the process answer before `post` returns. */
function ask(method: string, params: object = {}): unknown {
  let answer: unknown;
  session?.post(method, params, (_failure: Error | null, result?: object) => {
    answer = result;
  });
  return answer;
}
