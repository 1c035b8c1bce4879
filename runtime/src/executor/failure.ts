import { decode } from '../common/common.ts';
import { errors } from '../errors.ts';
import type { AnyFunction, FunctionReference } from '../function-reference/function-reference.ts';
import { Status, type Refusal, type ReplyMessage } from '../worker/protocol.ts';

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
    lookUp: reference.lookUp,
    completeStack: (inWorker) => [inWorker, ...awaiting].join('\n'),
  });
  if (status === Status.THREW) return reference.explain?.(value) ?? value;

  const [reason, cause] = value as Refusal;
  return errors.unresolvedFunction(reference.name, reason, cause);
}
