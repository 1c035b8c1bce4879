import type { ReturnedTarget } from '../codec/writers.ts';
import { decode } from '../common/codec.ts';
import { common } from '../common/common.ts';
import * as errors from '../errors.ts';
import type { AnyFunction, FunctionReference } from '../function-reference/function-reference.ts';
import { hintOfLoader } from '../function-reference/loader.ts';
import type { FunctionKey, ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';

/** What a function has given that was called for several items. */
export interface Outcomes {
  readonly results: unknown[];
  /** What the call threw that came after these. */
  readonly failure?: { readonly error: unknown };
}

/** What there is when the function runs in this thread. */
export async function outcomesHere(fn: AnyFunction, lists: readonly unknown[][]): Promise<Outcomes> {
  const results: unknown[] = [];
  try {
    for (const list of lists) results.push((await fn(...list)) as unknown);
    return { results };
  } catch (error) {
    return { results, failure: { error } };
  }
}

/**
 * What a call gives its caller, given the worker's reply.
 *
 * @param within the asynchronous function that the caller awaits. This has to be called from it: only there does V8
 *   know who awaits it, and an error's stack is to show that.
 * @param isForEach whether the function was called for several items, so that there are `Outcomes`
 * @throws what the call threw
 */
export function resultOf(
  [, status, form, payload, , , written]: ReplyMessage,
  { key, name, writer, exports }: FunctionReference,
  args: readonly unknown[],
  within: AnyFunction,
  isForEach: boolean,
): unknown {
  if (written && writer) common().write(writer, args, written);
  if (status === Status.RETURNED) {
    const value = decode(form, payload);
    return isForEach ? { results: value } : value;
  }
  if (status === Status.RETURNED_TARGET && writer) {
    return common().targetOf(writer, args, payload as ReturnedTarget);
  }

  // A program's own `Error.prepareStackTrace` may make anything of it.
  const here: { readonly stack: unknown } = { stack: '' };
  Error.captureStackTrace(here, within);
  const value = decode(form, payload, {
    exports,
    // The first line is the message.
    completeStack: (inWorker) => [inWorker, ...String(here.stack).split('\n').slice(1)].join('\n'),
  });
  if (status === Status.THREW && isForEach) {
    const results = value as unknown[];
    return { failure: { error: results.pop() }, results } satisfies Outcomes;
  }
  if (status === Status.THREW) throw value;
  const { message, cause } = value as Error;
  const [, file] = JSON.parse(key) as FunctionKey;
  throw errors.unresolvedFunction(name, message + (cause ? hintOfLoader(file ?? '') : ''), cause);
}
