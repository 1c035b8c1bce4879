import type { Runtime, Session } from 'node:inspector';
import type { AnyFunction } from './function-reference.ts';

/** Where a function was defined. */
export type DefinitionSite =
  | ScriptSite
  | { readonly kind: 'bound' }
  /** Native code, a Proxy, or a function of Node itself. */
  | { readonly kind: 'native' };

export interface ScriptSite extends Script {
  readonly kind: 'script';
}

interface Script {
  readonly url: string;
  readonly isModule: boolean;
}

const scripts = new Map<string, Script>();
let session: Session | undefined | 'unavailable';

/** Where the inspector looks for the function in question. The module object is the same in every realm. */
const SUBJECT = Symbol.for('to-thread.subject');
const SUBJECT_EXPRESSION = `process.getBuiltinModule('node:inspector')[Symbol.for('to-thread.subject')]`;

/**
 * Asks V8, through an inspector session inside this process, where `fn` was defined. The first call takes some
 * 20 ms, later ones a fraction of one. Undefined where there is no inspector.
 */
export function definitionSite(fn: AnyFunction): DefinitionSite | undefined {
  return inspect(fn, (internal) => {
    if (internal.some(({ name }) => name === '[[TargetFunction]]')) return { kind: 'bound' };
    const location = internal.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value as
      { scriptId: string } | undefined;
    const script = location && scriptOf(location.scriptId);
    if (script === undefined || script.url.startsWith('node:')) return { kind: 'native' };
    return { kind: 'script', ...script };
  });
}

/** Names of the variables around `fn`, from its own closure up to its module, but not the globals. */
export function variablesAround(fn: AnyFunction): ReadonlySet<string> {
  const names = inspect(fn, (internal) => {
    const list = internal.find(({ name }) => name === '[[Scopes]]')?.value;
    const scopes = list ? propertiesOf(list).result : [];
    const around = scopes.filter(({ value }) => !/^(?:Global|Script)/.test(value?.description ?? 'Global'));
    return around.flatMap(({ value }) => (value ? propertiesOf(value).result.map(({ name }) => name) : []));
  });
  return new Set(names);
}

type InternalProperties = readonly Runtime.InternalPropertyDescriptor[];

function inspect<T>(fn: AnyFunction, look: (internal: InternalProperties) => T): T | undefined {
  const open = openSession();
  if (open === undefined) return undefined;
  const holder = process.getBuiltinModule('node:inspector') as unknown as Record<symbol, unknown>;
  holder[SUBJECT] = fn;
  try {
    const { result } = post<Runtime.EvaluateReturnType>('Runtime.evaluate', {
      expression: SUBJECT_EXPRESSION,
      objectGroup: 'to-thread',
    });
    return look(propertiesOf(result).internalProperties ?? []);
  } finally {
    holder[SUBJECT] = undefined;
    post('Runtime.releaseObjectGroup', { objectGroup: 'to-thread' });
  }
}

function propertiesOf({ objectId }: Runtime.RemoteObject): Runtime.GetPropertiesReturnType {
  return objectId === undefined
    ? { result: [] }
    : post<Runtime.GetPropertiesReturnType>('Runtime.getProperties', { objectId, ownProperties: true });
}

/** Enabling the debugger for a moment makes it list every script there is. */
function scriptOf(scriptId: string): Script | undefined {
  if (!scripts.has(scriptId)) {
    post('Debugger.enable');
    post('Debugger.disable');
  }
  return scripts.get(scriptId);
}

function openSession(): Session | undefined {
  if (session === undefined) {
    session = 'unavailable';
    try {
      const { Session } = process.getBuiltinModule('node:inspector');
      const opened = new Session();
      opened.connect();
      opened.on('Debugger.scriptParsed', ({ params }) => {
        scripts.set(params.scriptId, { url: params.url, isModule: params.isModule ?? false });
      });
      session = opened;
    } catch {
      // Node without inspector, the permission model, Bun, Deno.
    }
  }
  return session === 'unavailable' ? undefined : session;
}

/** Sessions inside the process answer before `post` returns. */
function post<T>(method: string, params?: object): T {
  let answer: T | undefined;
  let failure: Error | null = null;
  (session as Session).post(method, params, (error: Error | null, result?: object) => {
    failure = error;
    answer = result as T;
  });
  if (failure !== null) throw failure as Error;
  return answer as T;
}
