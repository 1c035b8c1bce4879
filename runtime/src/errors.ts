import { inspect } from './node.ts';

/**
 * Every error to-thread raises itself, in one table: class, `code`, message, `cause`. But for `cannotCross`, which
 * the codec has of its own because workers raise it too. What the called function throws is never wrapped; it comes back as it was (see `codec/`).
 */
export const errors = {
  invalidArgument: (name: string, expected: string, received: unknown) =>
    coded(TypeError, 'ERR_INVALID_ARG_TYPE', `${name} must be ${expected}. Received ${describe(received)}.`),

  outOfRange: (name: string, expected: string, received: unknown) =>
    coded(RangeError, 'ERR_OUT_OF_RANGE', `${name} must be ${expected}. Received ${describe(received)}.`),

  /** The function cannot be named to a worker. `reason` is a sentence, `wayOut` says what to do instead. */
  unsupportedFunction: (name: string, reason: string, wayOut: string, cause?: unknown) =>
    coded(
      TypeError,
      'ERR_UNSUPPORTED_FUNCTION',
      `${name} cannot run in a worker: ${reason}. ${wayOut}.`,
      cause,
    ),

  capturedVariable: (name: string, variable: string, cause?: unknown) =>
    coded(
      TypeError,
      'ERR_CAPTURED_VARIABLE',
      `${name} cannot run in a worker: it uses the variable "${variable}" from around it, and only its own text is sent. ` +
        `Pass the value as an argument, or export the function from a module of its own.`,
      cause,
    ),

  unresolvedFunction: (name: string, reason: string, cause?: unknown) =>
    coded(TypeError, 'ERR_FUNCTION_NOT_FOUND', `The worker could not find ${name}: ${reason}.`, cause),

  workerStartFailed: (reason: string, cause?: unknown) =>
    coded(Error, 'ERR_WORKER_START_FAILED', `A worker could not be started: ${reason}`, cause),

  workerDied: (name: string, how: string, cause?: unknown) =>
    coded(Error, 'ERR_WORKER_DIED', `The worker running ${name} ${how} before the call finished.`, cause),

  shutDown: (executor: string) =>
    coded(
      Error,
      'ERR_EXECUTOR_SHUT_DOWN',
      `${executor} has been shut down and takes no new calls. Create a new executor.`,
    ),

  broken: (executor: string, cause: unknown) =>
    coded(
      Error,
      'ERR_EXECUTOR_BROKEN',
      `The initializer of ${executor} failed, so it cannot run calls. See the cause.`,
      cause,
    ),

  queueFull: (executor: string, limit: number) =>
    coded(
      Error,
      'ERR_QUEUE_FULL',
      `${executor} has ${limit} calls waiting, which is its maxQueue. Try again later, or raise maxQueue.`,
    ),

  cancelled: (executor: string) =>
    new DOMException(`The call was still waiting when ${executor} was shut down.`, 'AbortError'),

  timedOut: (name: string, milliseconds: number) =>
    new DOMException(`${name} did not finish within ${milliseconds} ms.`, 'TimeoutError'),
};

type ErrorClass = new (message: string, options?: ErrorOptions) => Error;

function coded(Class: ErrorClass, code: string, message: string, cause?: unknown): Error & { code: string } {
  return Object.assign(withCause(new Class(message), cause), { code });
}

function withCause<E extends Error>(error: E, cause: unknown): E {
  if (cause !== undefined) {
    Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true });
  }
  return error;
}

function describe(value: unknown): string {
  if (typeof value === 'function') return `function ${value.name}`;
  return inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 64 });
}
