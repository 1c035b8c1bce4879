import type { TSESLint } from '@typescript-eslint/utils';
import type { Node } from '../ast.ts';

/**
 * What `valid-to-thread` says: in the words of the runtime, where the runtime would say it. Each message has an
 * example on the rule's page.
 */
export const messages = {
  capturedVariable:
    '{{name}} cannot run in a worker: it uses {{variables}} from around it, and only its own text is sent. {{wayOut}}.',
  needsThis: '{{name}} cannot run in a worker: {{reason}}. {{wayOut}}.',
  unsupportedFunction: '{{name}} cannot run in a worker: {{reason}}. {{wayOut}}.',
  entryFile:
    "{{name}} cannot run in a worker: it is defined in the program's entry file, which workers must not run again, and uses {{variables}} from around it. Move it to a module of its own.",
  calledAlready:
    '{{name}} is called here, on this thread, and a worker is given what it returned. Pass the function and its arguments.',
  notAFunction: 'What is to run must be a function. This is {{what}}.',
  invalidArgument: 'The "{{argument}}" argument must be {{expected}}.',
  invalidOption: 'options.{{option}} must be {{expected}}.',
  unknownOption: 'options.{{option}} is no option. There are: {{known}}.',
  notConstructed: '`{{name}}` is a class. Write `new` before it.',
  onlyInWorkers:
    '{{name}} was named with moduleFunction and exists in workers only. Pass it to toThread or an executor instead of calling it.',
  uncloneableArgument:
    'Argument {{position}} of {{name}}{{at}} cannot cross to another thread: {{reason}}.{{wayOut}}',
  uncloneableResult: 'The result of {{name}} cannot cross to another thread: {{reason}}.',
  floatingToThread:
    'Nobody waits for this call, so what it throws is an unhandled rejection, which ends the process. Await it, or write `void` before it if nobody is to wait.',
  floatingMap:
    'Nobody takes the results of `map`, and only its first calls are made. Iterate over it with `for await`.',
  floatingCall:
    'Nobody has this call, so its result and what it throws are lost. Await its `result`, or use `submit`.',
  callForResult:
    'Awaiting a call gives the call again, not what its function returns. Await its `result`, or use `submit`.',
  promiseForLock:
    'What `acquire` gives is a promise: until it is awaited the lock is not held, and nothing releases it. Take it with `await using held = await …`, or use `run`.',
  misplacedOptions:
    '{{name}} gets {{options}} as an argument, which it does not take. Options of a call go to `run` of an executor, behind the list of arguments.',
  floatingLock:
    'Nobody has what `acquire` gives, so the lock is never released. Take it with `await using held = await …`, or use `run`.',
  tooSmall:
    '{{name}} takes less time than the way to a worker and back, which the loop waits for at each turn. Make these calls together before the loop, with `await Promise.all(…)`: they travel in one batch.',

  passAsArguments: 'Pass {{variables}} as {{arguments}}.',
  takeFromNode: 'Take {{names}} from `process.getBuiltinModule()` in the worker{{rest}}.',
  exportFunction: 'Export {{name}}, so that workers find it in this module.',
  passFunction: 'Pass {{name}} and its arguments.',
  passExecutor: 'Pass `null`, which means the default executor.',
  passArray: 'Write the arguments as an array.',
  passModuleURL: 'Pass `import.meta.url`.',
  awaitArgument: 'Await the promise first, and pass what it gives.',
  awaitCall: 'Await the call.',
  awaitLock: 'Await the lock.',
  awaitResult: 'Await its `result`.',
  construct: 'Write `new` before it.',
} as const;

export type MessageId = keyof typeof messages;

/** Something about a call that cannot work. */
export interface Problem {
  /** What is wrong: the argument, or the whole call. */
  readonly node: Node;
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  readonly suggestions?: readonly Suggestion[];
}

/** A rewrite for a person to decide about. */
export interface Suggestion {
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  readonly fix: TSESLint.ReportFixFunction;
}

/** What a message calls something: its name as code, or else these words. */
export function quoted(name: string | undefined, otherwise: string): string {
  return name === undefined || name === '' ? otherwise : `\`${name}\``;
}

/** `a`, `a` and `b`, `a`, `b` and `c`. */
export function listed(names: readonly string[]): string {
  const all = names.map((name) => `\`${name}\``);
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
}
