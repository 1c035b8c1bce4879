import { decode } from '../codec/decode.ts';
import { errors } from '../errors.ts';
import type { FunctionReference } from '../function-reference/function-reference.ts';
import { Status, type Refusal, type ReplyMessage } from '../worker/protocol.ts';

/**
 * What a call rejects with, given the worker's reply. Has to be called in the asynchronous function that the caller
 * awaits: only there does V8 know who that is, and the error's stack is to show it.
 */
export function failureOf(reply: ReplyMessage, reference: FunctionReference): unknown {
  const [, status, form, payload] = reply;
  const stack = new Error('').stack ?? '';
  const awaiting = stack.split('\n').filter((line) => /^\s+at async /.test(line));
  const value = decode(form, payload, {
    lookUp: reference.lookUp,
    completeStack: (inWorker) => [inWorker, ...awaiting].join('\n'),
  });
  if (status === Status.THREW) return reference.explain?.(value) ?? value;

  const [reason, cause] = value as Refusal;
  return errors.unresolvedFunction(reference.name, reason, cause);
}
