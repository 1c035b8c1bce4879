import { inspect } from './node.ts';

type ErrorClass = new (message: string, options?: ErrorOptions) => Error;

/**
 * Every error to-thread raises itself, in one table: class, `code`, message, `cause`. But for `cannotCross`, which
 * the codec has of its own because workers raise it too. What the called function throws is never wrapped; it comes
 * back as it was (see `codec/`).
 */
export const errors = {
  invalidArgument: (name: string, expected: string, received: unknown) =>
    wrong(TypeError, 'ERR_INVALID_ARG_TYPE', name, expected, received),

  outOfRange: (name: string, expected: string, received: unknown) =>
    wrong(RangeError, 'ERR_OUT_OF_RANGE', name, expected, received),

  /** The function cannot be named to a worker. `reason` is a sentence, `wayOut` says what to do instead. */
  unsupportedFunction: (name: string, reason: string, wayOut: string, cause?: unknown) =>
    coded(
      'ERR_UNSUPPORTED_FUNCTION',
      `${name} cannot run in a worker: ${reason}. ${wayOut}.`,
      cause,
      TypeError,
    ),

  capturedVariable: (name: string, variable: string, cause?: unknown) =>
    coded(
      'ERR_CAPTURED_VARIABLE',
      `${name} cannot run in a worker: it uses the variable "${variable}" from around it, and only its own text is sent. ` +
        `Pass the value as an argument, or export the function from a module of its own.`,
      cause,
      TypeError,
    ),

  unresolvedFunction: (name: string, reason: string, cause?: unknown) =>
    coded('ERR_FUNCTION_NOT_FOUND', `The worker could not find ${name}: ${reason}.`, cause, TypeError),

  workerStartFailed: (reason: string, cause?: unknown) =>
    coded('ERR_WORKER_START_FAILED', `A worker could not be started: ${reason}`, cause),

  workerDied: (name: string, how: string, cause?: unknown) =>
    coded('ERR_WORKER_DIED', `The worker running ${name} ${how} before the call finished.`, cause),

  shutDown: (executor: string) =>
    coded('ERR_EXECUTOR_SHUT_DOWN', `${executor} has been shut down and takes no new calls.`),

  broken: (executor: string, cause: unknown) =>
    coded(
      'ERR_EXECUTOR_BROKEN',
      `The initializer of ${executor} failed (see the cause), so it cannot run calls.`,
      cause,
    ),

  queueFull: (executor: string, limit: number) =>
    coded(
      'ERR_QUEUE_FULL',
      `${executor} has ${limit} calls waiting, its maxQueue. Try again later, or raise it.`,
    ),

  cancelled: (what: string) =>
    new DOMException(`The call was still waiting when ${what} was shut down.`, 'AbortError'),

  timedOut: (name: string, milliseconds: number) =>
    new DOMException(`${name} did not finish within ${milliseconds} ms.`, 'TimeoutError'),
};

/** What went wrong, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function wrong(Class: ErrorClass, code: string, name: string, expected: string, received: unknown): Error {
  const shown = inspect(received, { depth: 0, breakLength: Infinity, maxStringLength: 64 });
  return coded(code, `${name} must be ${expected}. Received ${shown}.`, undefined, Class);
}

function coded(code: string, message: string, cause?: unknown, Class: ErrorClass = Error): Error {
  return Object.assign(new Class(message, cause === undefined ? {} : { cause }), { code });
}
