/*
 * Who calls to-thread: V8 knows, as long as it is told which function the caller has called.
 */

/** A function or a class. */
type Called = NonNullable<Parameters<typeof Error.captureStackTrace>[1]>;

/** A place in a program from which something is called. */
export interface CallSite {
  /** The name of the script: a path or a URL. */
  readonly script: string;
  /** How many characters of the script come before it. */
  readonly position: number;
}

/** The function of to-thread that a program has called, for as long as it is on the stack. */
let entry: Called | undefined;

/** Does the work of a function that programs call; others of those may be a part of it. */
export function entering<Result>(called: Called, work: () => Result): Result {
  const before = entry;
  entry ??= called;
  try {
    return work();
  } finally {
    entry = before;
  }
}

/**
 * Lets the stack of an error begin where the program has called. A stack has room for ten frames, which those of
 * to-thread are not to take.
 *
 * @param within the asynchronous function that the caller awaits and this is called from: V8 knows who awaits it when the
 *   caller itself is no longer on the stack
 */
export function traceToCaller(error: Error, within?: Called): void {
  const beyond = entry ?? within;
  if (!beyond) return;
  const { stack } = error;
  Error.captureStackTrace(error, beyond);
  // Where nobody awaits the call, any stack is better than none.
  if (!String(error.stack).includes('\n    at ')) define(error, stack);
}

function define(error: Error, stack: string | undefined): void {
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
}

/** From where the program has called; undefined if nothing tells. Takes two microseconds. */
export function callSite(): CallSite | undefined {
  if (!entry) return undefined;
  try {
    const [frame] = framesBeyond(entry);
    const script = frame?.getScriptNameOrSourceURL();
    // What `eval` runs may have other variables around it the next time.
    return frame && script && !frame.isEval() ? { script, position: frame.getPosition() } : undefined;
  } catch {
    // Not in every runtime do frames know so much.
    return undefined;
  }
}

/** The innermost frame beyond a function. None where a program has frozen what this takes. */
function framesBeyond(entry: Called): readonly NodeJS.CallSite[] {
  const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace');
  const { stackTraceLimit } = Error;
  const holder: { readonly stack?: unknown } = {};
  Reflect.set(Error, 'prepareStackTrace', asTheyAre);
  Reflect.set(Error, 'stackTraceLimit', 1);
  Error.captureStackTrace(holder, entry);
  const { stack } = holder;
  Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
  Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  return Array.isArray(stack) ? (stack as NodeJS.CallSite[]) : [];
}

function asTheyAre(_error: Error, frames: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] {
  return frames;
}
