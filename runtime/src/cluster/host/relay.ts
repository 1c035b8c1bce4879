import type { WriterName } from '../../codec/writer-names.ts';
import { runTask } from '../../worker/run-task.ts';
import type { ReplyMessage } from '../../worker/protocol.ts';
import * as Status from '../../worker/status.ts';
import type { FarStatus, Reply } from '../wire/format.ts';
import { fromBytes, toBytes } from '../wire/payload.ts';
import { serialize } from 'node:v8';

/*
 * What a host calls on its threads: the function that a client has named, with arguments that come as a text, and whose
 * result goes as bytes. Nothing is decoded by the thread that speaks with Redis.
 */

const STATUS: Readonly<Record<number, FarStatus>> = {
  [Status.RETURNED]: 'returned',
  [Status.THREW]: 'threw',
  [Status.RETURNED_TARGET]: 'returned-target',
  [Status.NOT_FOUND]: 'not-found',
  [Status.REPLACED]: 'replaced',
};

/**
 * @param key how the function is named to workers
 * @param args in base64
 * @param host the name of the host, for the reply
 * @returns the `Reply` as bytes
 */
export function relay(
  key: string,
  writer: WriterName | undefined,
  args: string,
  host: string,
): Uint8Array | Promise<Uint8Array> {
  let reply: ReplyMessage | undefined;
  const { form, payload } = fromBytes(Buffer.from(args, 'base64'));
  const outcome = runTask([0, key, form, payload, writer], {
    between: 'machines',
    isInner: true,
    post(posted) {
      reply = posted;
    },
  });
  return outcome instanceof Promise ? outcome.then(() => bytesOf(reply, host)) : bytesOf(reply, host);
}

function bytesOf(reply: ReplyMessage | undefined, host: string): Uint8Array {
  const [, status = -1, form = 0, payload, , ranFor = 0, written = null] = reply ?? [];
  const named = STATUS[status] ?? 'not-found';
  const value = named === 'replaced' ? new Uint8Array() : toBytes({ form, payload });
  return serialize(['ended', host, named, value, ranFor, written] satisfies Reply);
}
