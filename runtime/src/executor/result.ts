import { decode } from '../common/codec.ts';
import { common } from '../common/common.ts';
import * as errors from '../errors.ts';
import type { AnyFunction, FunctionReference } from '../function-reference/function-reference.ts';
import type { ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';

/**
 * What a call gives its caller, given the worker's reply.
 *
 * @param within the asynchronous function that the caller awaits. This has to be called from it: only there does V8
 *   know who awaits it, and an error's stack is to show that.
 * @throws what the call threw
 */
export function resultOf(
  reply: ReplyMessage,
  reference: FunctionReference,
  args: readonly unknown[],
  within: AnyFunction,
): unknown {
  const [, status, form, payload, , , written] = reply;
  if (written) copyBack(reference.writesInto ?? [], args, written);
  if (status === Status.RETURNED) return decode(form, payload);
  if (status === Status.RETURNED_ARGUMENT) return args[payload as number];

  const here = { stack: '' };
  Error.captureStackTrace(here, within);
  const [, ...awaiting] = here.stack.split('\n');
  const value = decode(form, payload, {
    exports: reference.exports,
    completeStack: (inWorker) => [inWorker, ...awaiting].join('\n'),
  });
  if (status === Status.THREW) throw reference.explain?.(value) ?? value;
  const { message, cause } = value as Error;
  throw errors.unresolvedFunction(reference.name, message, cause);
}

/** Does to the caller's arguments what the function did to its copies. */
function copyBack(
  positions: readonly number[],
  args: readonly unknown[],
  written: readonly Uint8Array[],
): void {
  const targets = positions.flatMap((position) => common().memoryOf(args[position]));
  targets.forEach((target, index) => {
    const bytes = written[index];
    if (bytes && !(target.buffer instanceof SharedArrayBuffer)) target.set(bytes);
  });
}
