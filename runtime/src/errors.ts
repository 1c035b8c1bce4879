import { traceToCaller } from './caller.ts';
import { isHelperName } from './function-reference/helper-names.ts';
import { inspect } from './node.ts';
import { isTestRun } from './test-run.ts';

/*
 * Every error to-thread raises itself: class, `code`, message, `cause`. But for `cannotCross`, which the codec has of
 * its own because workers raise it too. What the called function throws is never wrapped; it comes back as it was (see
 * `codec/`). Imported as a whole, so that calls read `errors.shutDown(name)`.
 */

type ErrorClass = new (message: string, options?: ErrorOptions) => Error;

const own = new WeakSet<Error>();

/** Whether to-thread itself has raised it. */
export function isOwn(error: unknown): error is Error {
  return error instanceof Error && own.has(error);
}

/** Makes an error one of these. */
export function raised<Raised extends Error>(error: Raised): Raised {
  own.add(error);
  traceToCaller(error);
  return error;
}

/** What to do with a function that needs more than its text. */
const WAY_OUT = 'Pass what it needs as arguments, or export the function from a module of its own';

/** The same for one of a module that workers may import. */
const EXPORT =
  'Pass what it needs as arguments, or export it from its module, which in a bundle is to be named with moduleFunction';

/** What an argument or option is, if not `expected`. A `RangeError` is for a number out of bounds. */
export function invalid(
  name: string,
  expected: string,
  received: unknown,
  Class: ErrorClass = TypeError,
): Error {
  const shown = shortened(inspect(received, { depth: 0, maxStringLength: 64 }));
  const code = Class === TypeError ? 'ERR_INVALID_ARG_TYPE' : 'ERR_OUT_OF_RANGE';
  return coded(code, `${name} must be ${expected}. Received ${shown}.`, undefined, Class);
}

/** Some objects have a hundred properties, of which the first say what it is. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 240 ? `${line.slice(0, 239)}…` : line;
}

/** What was to be a function is something else, possibly what one has returned. */
export function notAFunction(received: unknown): Error {
  const error = invalid('fn', 'a function', received);
  error.message +=
    ' Pass the function and its arguments instead of calling it: toThread(readFileSync, path).';
  traceToCaller(error);
  return error;
}

export function unknownOption(name: string, known: readonly string[]): Error {
  return coded(
    'ERR_UNKNOWN_OPTION',
    `${name} is no option. There are: ${known.join(', ')}.`,
    undefined,
    TypeError,
  );
}

/** The function cannot be named to a worker. `reason` completes "because", `wayOut` says what to do instead. */
export function unsupportedFunction(name: string, reason: string, wayOut = WAY_OUT): Error {
  return refusal('ERR_UNSUPPORTED_FUNCTION', `${name} cannot run in a worker: ${reason}. ${wayOut}`);
}

/** @param isImportable whether workers can import the module that the function is in */
export function capturedVariable(name: string, variable: string, isImportable = false): Error {
  const otherwise = isImportable ? EXPORT : WAY_OUT;
  const [, origin = '', wayOut = otherwise] = ORIGINS.find(([pattern]) => pattern.test(variable)) ?? [];
  const reason = `it uses the variable "${variable}" from around it${origin}`;
  return refusal('ERR_CAPTURED_VARIABLE', `${name} cannot run in a worker: ${reason}. ${wayOut}`);
}

/** Variables that nobody has written: what their names look like, where they are from, and what helps. */
const ORIGINS: readonly (readonly [name: { test(name: string): boolean }, origin: string, wayOut: string])[] =
  [
    [
      /__webpack_|_WEBPACK_|__TURBOPACK__|\$.*\$__TURBOPACK/,
      ', because it is in a bundle',
      "Keep the function in a module that stays outside of the bundle, and name it with moduleFunction('./its-module.js', 'itsName', parentURL)",
    ],
    [
      /^cov_[a-z\d]+$/,
      ', which a coverage tool has put in it',
      'Export the function from a module of its own, which workers load without that',
    ],
    [
      { test: isHelperName },
      ', which a compiler has put there and which needs more than its own text',
      'Compile for a newer target, or export the function from a module of its own',
    ],
  ];

/** What is to be handed over is nothing that can be. */
export function untransferable(position: number, value: unknown): Error {
  const wayOut = ArrayBuffer.isView(value) ? ' Hand over its `buffer`.' : '';
  const error = invalid(
    `options.transfer[${position}]`,
    'something that can be handed over, such as an ArrayBuffer or a MessagePort',
    value,
  );
  error.message += wayOut;
  traceToCaller(error);
  return error;
}

export function unresolvedFunction(name: string, reason: string, cause?: unknown): Error {
  return refusal('ERR_FUNCTION_NOT_FOUND', `The worker could not find ${name}: ${reason}`, cause);
}

/** A function of Node is not what Node has made it, and not a wrapper around that either, as far as can be seen. */
export function replacedFunction(name: string): Error {
  return unresolvedFunction(name, 'one of the two threads has replaced it');
}

export function workerStartFailed(reason: string, cause?: unknown): Error {
  return coded('ERR_WORKER_START_FAILED', `A worker could not be started: ${reason}`, cause);
}

export function workerDied(name: string, how: string, cause?: unknown): Error {
  return coded('ERR_WORKER_DIED', `The worker running ${name} ${how} before the call finished.`, cause);
}

export function shutDown(executor: string): Error {
  return coded('ERR_EXECUTOR_SHUT_DOWN', `${executor} has been shut down and takes no new calls.`);
}

export function broken(executor: string, cause: unknown): Error {
  return coded('ERR_EXECUTOR_BROKEN', `The initializer of ${executor} failed (see the cause).`, cause);
}

export function queueFull(executor: string, limit: number): Error {
  return coded(
    'ERR_QUEUE_FULL',
    `${executor} has ${limit} calls waiting, its maxQueue. Try again later, or raise it.`,
  );
}

export function cancelled(what: string): DOMException {
  return raised(new DOMException(`The call was still waiting when ${what} was shut down.`, 'AbortError'));
}

export function cancelledBefore(name: string): DOMException {
  return raised(new DOMException(sentence(`${name} was cancelled before it began.`), 'AbortError'));
}

export function aborted(name: string): DOMException {
  return raised(new DOMException(sentence(`${name} was aborted.`), 'AbortError'));
}

export function terminated(executor: string): DOMException {
  return raised(new DOMException(`The call was not finished when ${executor} was terminated.`, 'AbortError'));
}

export function timedOut(name: string, milliseconds: number): DOMException {
  const message = sentence(`${name} did not finish within ${milliseconds} ms.`);
  return raised(new DOMException(message, 'TimeoutError'));
}

export function notCompleted(milliseconds: number): DOMException {
  return raised(new DOMException(`The calls were not completed within ${milliseconds} ms.`, 'TimeoutError'));
}

export function lockWaitsForItself(): Error {
  return coded(
    'ERR_LOCK_WAITS_FOR_ITSELF',
    'This is called by a function that already holds the lock, and would wait for it to end.',
  );
}

/** Text of a warning. */
export function unseen(name: string, error: string): string {
  return sentence(`${name} failed, and nobody looked at the result of the call: ${error}`);
}

/** What went wrong, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same where it does not end a sentence. */
export function reasonOf(error: unknown): string {
  return messageOf(error).replace(/\.$/, '');
}

/** With what also helps where the function may stand in for another one, as hand-written stubs do. */
function refusal(code: string, message: string, cause?: unknown): Error {
  const hint = isTestRun() ? ' If a test has put it there, see "In tests" in the README of to-thread.' : '';
  return coded(code, `${message}.${hint}`, cause, TypeError);
}

function coded(code: string, message: string, cause?: unknown, Class: ErrorClass = Error): Error {
  return raised(Object.assign(new Class(sentence(message), cause === undefined ? {} : { cause }), { code }));
}

/** A function without a name is "the anonymous function", also where the sentence begins with it. */
function sentence(text: string): string {
  return text.replace(/^the /, 'The ');
}
