import type { Runtime, Session } from 'node:inspector';
import { getBuiltinModule } from '../node.ts';

/** A function or another object, as V8 describes it. */
export type RemoteObject = Runtime.RemoteObject | undefined;

/** A script that has been compiled in this thread. */
export interface Script {
  readonly id: string;
  readonly url: string;
  readonly isModule: boolean;
}

const scripts = new Map<string, Script>();
let session: Session | undefined;
let isAvailable: boolean | undefined;

/** What is asked about can be released all at once. */
const objectGroup = 'to-thread';

/** Whether V8 can be asked. It cannot in Node without inspector, under the permission model, in Bun and Deno. */
export function canInspect(): boolean {
  return (isAvailable ??= open());
}

/** What V8 knows of a value of this thread. To be released after use. */
export function described(value: object): RemoteObject {
  // Where the inspector looks for it. The module object is the same in every realm.
  const holder = getBuiltinModule('inspector') as { toThread?: object };
  holder.toThread = value;
  const found = evaluated("process.getBuiltinModule('inspector').toThread");
  delete holder.toThread;
  return found.result;
}

/** What an expression gives, or the error that it throws. Nothing of it is shown to debuggers. */
export function evaluated(expression: string): { readonly result: RemoteObject; readonly error?: string } {
  const { result, exceptionDetails } = ask('Runtime.evaluate', {
    expression,
    objectGroup,
    silent: true,
  }) as Runtime.EvaluateReturnType;
  const error = exceptionDetails && (exceptionDetails.exception?.description ?? exceptionDetails.text);
  return error === undefined ? { result } : { result: undefined, error };
}

/** Slots that only V8 sees: `[[Scopes]]`, `[[FunctionLocation]]`. To ask for them costs more than all else. */
export function internals(object: RemoteObject): ReadonlyMap<string, RemoteObject> {
  const slots = new Map<string, RemoteObject>();
  if (object?.objectId === undefined) return slots;
  const { objectId } = object;
  const { internalProperties } = ask('Runtime.getProperties', {
    objectId,
    ownProperties: true,
  }) as Runtime.GetPropertiesReturnType;
  for (const { name, value } of internalProperties ?? []) slots.set(name, value);
  return slots;
}

/** One of them. */
export function internal(object: RemoteObject, name: string): RemoteObject {
  return internals(object).get(name);
}

/** What `declaration`, the text of a function, returns when it is called on the object. */
export function calledOn(object: RemoteObject, declaration: string, argument: unknown): unknown {
  if (object?.objectId === undefined) return undefined;
  const { result } = ask('Runtime.callFunctionOn', {
    objectId: object.objectId,
    functionDeclaration: declaration,
    arguments: [{ value: argument }],
    returnByValue: true,
    silent: true,
  }) as Runtime.CallFunctionOnReturnType;
  return result.value;
}

/** The list that `declaration` returns, with the values themselves and not what V8 says of them. */
export function leftBy(object: RemoteObject, declaration: string, argument: unknown): readonly unknown[] {
  const holder = getBuiltinModule('inspector') as { toThread?: readonly unknown[] };
  const leave = `function (argument) { process.getBuiltinModule('inspector').toThread = (${declaration}).call(this, argument) }`;
  calledOn(object, leave, argument);
  const { toThread = [] } = holder;
  delete holder.toThread;
  return toThread;
}

export function release(): void {
  ask('Runtime.releaseObjectGroup', { objectGroup });
}

/** The script with that id. To list all scripts takes the longer the more there are. */
export function scriptOf(id: string): Script | undefined {
  if (!scripts.has(id)) withDebugger(() => undefined);
  return scripts.get(id);
}

/** All scripts that are known so far, in the order in which they were compiled. */
export function scriptsInOrder(): Script[] {
  return [...scripts.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

/** The text of a script, as it was compiled. */
export function sourceOf({ id }: Script): string {
  const answer = withDebugger(() => ask('Debugger.getScriptSource', { scriptId: id }));
  return (answer as { scriptSource?: string } | undefined)?.scriptSource ?? '';
}

/** Enabling the debugger makes it list every script there is. It stays enabled for a moment only. */
function withDebugger<T>(question: () => T): T {
  ask('Debugger.enable');
  try {
    return question();
  } finally {
    ask('Debugger.disable');
  }
}

function open(): boolean {
  try {
    session = new (getBuiltinModule('inspector').Session)();
    session.connect();
    session.on('Debugger.scriptParsed', ({ params: { scriptId, url, isModule = false } }) => {
      scripts.set(scriptId, { id: scriptId, url, isModule });
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
