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

const GROUP = 'to-thread';

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
  if (!isAvailable()) return undefined;
  const holder = process.getBuiltinModule('node:inspector') as unknown as Record<symbol, unknown>;
  holder[SUBJECT] = fn;
  try {
    const question = { expression: SUBJECT_EXPRESSION, objectGroup: GROUP };
    const { result } = ask('Runtime.evaluate', question) as Runtime.EvaluateReturnType;
    return look(propertiesOf(result).internalProperties ?? []);
  } finally {
    holder[SUBJECT] = undefined;
    ask('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }
}

function propertiesOf({ objectId }: Runtime.RemoteObject): Runtime.GetPropertiesReturnType {
  if (objectId === undefined) return { result: [] };
  return ask('Runtime.getProperties', { objectId, ownProperties: true }) as Runtime.GetPropertiesReturnType;
}

/** Enabling the debugger for a moment makes it list every script there is. */
function scriptOf(scriptId: string): Script | undefined {
  if (!scripts.has(scriptId)) {
    ask('Debugger.enable');
    ask('Debugger.disable');
  }
  return scripts.get(scriptId);
}

/** Opens the session on first use. There is none in Node without inspector, under the permission model, in Bun and Deno. */
function isAvailable(): boolean {
  if (session === undefined) {
    session = 'unavailable';
    try {
      const { Session } = process.getBuiltinModule('node:inspector');
      const opened = new Session();
      opened.connect();
      // In Bun the session knows no questions, and in Deno it answers later.
      const answers: unknown[] = [];
      opened.post('Runtime.evaluate', { expression: '0' }, (failure) => answers.push(failure));
      if (answers[0] !== null) throw new Error('the session does not answer at once');
      opened.on('Debugger.scriptParsed', ({ params }) => {
        scripts.set(params.scriptId, { url: params.url, isModule: params.isModule ?? false });
      });
      session = opened;
    } catch {
      // See above.
    }
  }
  return session !== 'unavailable';
}

/** Sessions inside the process answer before `post` returns. */
function ask(method: string, params: object = {}): unknown {
  const answers: { readonly failure: Error | null; readonly result: unknown }[] = [];
  if (typeof session === 'object') {
    session.post(method, params, (failure: Error | null, result?: object) => {
      answers.push({ failure, result });
    });
  }
  const [answer] = answers;
  if (answer?.failure) throw answer.failure;
  return answer?.result ?? {};
}
