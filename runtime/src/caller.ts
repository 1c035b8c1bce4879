import type { AnyFunction } from './function-reference/function-reference.ts';

/*
 * Who calls to-thread: V8 knows, as long as it is told which function the caller has called.
 */

/** A place in a program from which something is called. */
export interface CallSite {
  /** The name of the script: a path or a URL. */
  readonly script: string;
  /** How many characters of the script come before it. */
  readonly position: number;
}

let outermost: AnyFunction | undefined;

/** Does the work of a function of to-thread that others of to-thread do for it. */
export function entering<Result>(entry: AnyFunction, work: () => Result): Result {
  const before = outermost;
  outermost ??= entry;
  try {
    return work();
  } finally {
    outermost = before;
  }
}

/** The function of to-thread that the program has called, given the one that is being called now. */
export function entryOf(called: AnyFunction): AnyFunction {
  return outermost ?? called;
}

/** From where `entry`, which is on the stack, has been called; undefined if nothing tells. Takes two microseconds. */
export function callSiteOf(entry: AnyFunction): CallSite | undefined {
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
function framesBeyond(entry: AnyFunction): readonly NodeJS.CallSite[] {
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
