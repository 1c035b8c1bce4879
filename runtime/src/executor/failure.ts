import { decode } from '../common/common.ts';
import { errors } from '../errors.ts';
import type { AnyFunction, FunctionReference } from '../function-reference/function-reference.ts';
import type { ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';

/**
 * What a call rejects with, given the worker's reply.
 *
 * @param within the asynchronous function that the caller awaits. This has to be called from it: only there does V8
 *   know who awaits it, and the error's stack is to show that.
 */
export function failureOf(reply: ReplyMessage, reference: FunctionReference, within: AnyFunction): unknown {
  const [, status, form, payload] = reply;
  const here = { stack: '' };
  Error.captureStackTrace(here, within);
  const [, ...awaiting] = here.stack.split('\n');
  const value = decode(form, payload, {
    exports: reference.exports,
    completeStack: (inWorker) => [inWorker, ...awaiting].join('\n'),
  });
  if (status === Status.THREW) return reference.explain?.(value) ?? value;

  const { message, cause } = value as Error;
  return errors.unresolvedFunction(reference.name, message, cause);
}
