import type { ReturnedTarget } from '../codec/writers.ts';
import { decode } from '../common/codec.ts';
import { common } from '../common/common.ts';
import * as errors from '../errors.ts';
import type { AnyFunction, FunctionReference } from '../function-reference/function-reference.ts';
import { hintOfLoader } from '../function-reference/loader.ts';
import type { FunctionKey, ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';

/**
 * What a call gives its caller, given the worker's reply.
 *
 * @param within the asynchronous function that the caller awaits. This has to be called from it: only there does V8
 *   know who awaits it, and an error's stack is to show that.
 * @throws what the call threw
 */
export function resultOf(
  [, status, form, payload, , , written]: ReplyMessage,
  { key, name, writer, exports }: FunctionReference,
  args: readonly unknown[],
  within: AnyFunction,
): unknown {
  if (written && writer) common().write(writer, args, written);
  if (status === Status.RETURNED) return decode(form, payload);
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
  if (status === Status.THREW) throw value;
  const { message, cause } = value as Error;
  const [, file] = JSON.parse(key) as FunctionKey;
  throw errors.unresolvedFunction(name, message + (cause ? hintOfLoader(file ?? '') : ''), cause);
}
