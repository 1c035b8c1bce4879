import type { Runtime, Session } from 'node:inspector';
import type { AnyFunction } from './function-reference.ts';

/** Where a function was defined. Native code, a Proxy and functions of Node itself are in no script. */
export type DefinitionSite = Script | 'bound' | 'native';

export interface Script {
  readonly url: string;
  readonly isModule: boolean;
}

type InternalProperties = readonly Runtime.InternalPropertyDescriptor[];

const scripts = new Map<string, Script>();
let session: Session | undefined;
let isAvailable: boolean | undefined;

/** Where the inspector looks for the function in question. The module object is the same in every realm. */
const SUBJECT = Symbol.for('to-thread.subject');
const SUBJECT_EXPRESSION = `process.getBuiltinModule('node:inspector')[Symbol.for('to-thread.subject')]`;

/**
 * Asks V8, through an inspector session inside this process, where `fn` was defined. The first call takes the longer
 * the more scripts are loaded (37 ms for 420, 70 ms for 1,320), later ones take a fraction of a millisecond. Undefined
 * where there is no inspector.
 */
export function definitionSite(fn: AnyFunction): DefinitionSite | undefined {
  return inspect(fn, (internal) => {
    if (valueOf('[[TargetFunction]]', internal)) return 'bound';
    const script = scriptOf(internal);
    return script === undefined || script.url.startsWith('node:') ? 'native' : script;
  });
}

/** Where the function beneath a bound one was defined. */
export function boundSite(fn: AnyFunction): Script | undefined {
  return inspect(fn, (internal) =>
    scriptOf(propertiesOf(valueOf('[[TargetFunction]]', internal)).internalProperties ?? []),
  );
}

function scriptOf(internal: InternalProperties): Script | undefined {
  const { scriptId = '' } = (valueOf('[[FunctionLocation]]', internal)?.value ?? {}) as {
    scriptId?: string;
  };
  if (!scripts.has(scriptId)) {
    // Enabling the debugger for a moment makes it list every script there is.
    ask('Debugger.enable');
    ask('Debugger.disable');
  }
  return scripts.get(scriptId);
}

/** Names of the variables around `fn`, from its own closure up to its module, but not the globals. */
export function variablesAround(fn: AnyFunction): readonly string[] {
  const names = inspect(fn, (internal) =>
    propertiesOf(valueOf('[[Scopes]]', internal))
      .result.filter(({ value }) => !/^(?:Global|Script)/.test(value?.description ?? 'Global'))
      .flatMap(({ value }) => propertiesOf(value).result.map(({ name }) => name)),
  );
  return names ?? [];
}

function valueOf(name: string, internal: InternalProperties): Runtime.RemoteObject | undefined {
  return internal.find((property) => property.name === name)?.value;
}

function inspect<T>(fn: AnyFunction, look: (internal: InternalProperties) => T): T | undefined {
  isAvailable ??= open();
  if (!isAvailable) return undefined;
  const holder = process.getBuiltinModule('node:inspector') as unknown as Record<symbol, unknown>;
  const objectGroup = 'to-thread';
  holder[SUBJECT] = fn;
  try {
    const subject = ask('Runtime.evaluate', { expression: SUBJECT_EXPRESSION, objectGroup });
    return look(propertiesOf((subject as Runtime.EvaluateReturnType).result).internalProperties ?? []);
  } finally {
    holder[SUBJECT] = undefined;
    ask('Runtime.releaseObjectGroup', { objectGroup });
  }
}

function propertiesOf(object: Runtime.RemoteObject | undefined): Runtime.GetPropertiesReturnType {
  if (object?.objectId === undefined) return { result: [] };
  const { objectId } = object;
  return ask('Runtime.getProperties', { objectId, ownProperties: true }) as Runtime.GetPropertiesReturnType;
}

/** Opens the session. There is none in Node without inspector, under the permission model, in Bun and Deno. */
function open(): boolean {
  try {
    const { Session } = process.getBuiltinModule('node:inspector');
    session = new Session();
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
  const answer: { failure?: Error | null; result?: unknown } = {};
  session?.post(method, params, (failure: Error | null, result?: object) => {
    Object.assign(answer, { failure, result });
  });
  if (answer.failure) throw answer.failure;
  return answer.result;
}
