import type { Task } from '../../pool/task.ts';
import { now, type ReplyMessage } from '../../worker/protocol.ts';
import * as Status from '../../worker/status.ts';
import type { FarStatus, Reply } from '../wire/format.ts';
import { fromBytes } from '../wire/payload.ts';

/** The numbers that this build has for how calls end. */
const STATUS: Readonly<Record<FarStatus, number>> = {
  returned: Status.RETURNED,
  threw: Status.THREW,
  'returned-target': Status.RETURNED_TARGET,
  'not-found': Status.NOT_FOUND,
  replaced: Status.REPLACED,
};

type Ended = Extract<Reply, readonly ['ended', ...unknown[]]>;

/** What a worker of this machine would have replied. Clocks differ, so that it began as long ago as it ran. */
export function messageOf([, , status, value, ranFor, written]: Ended, task: Task): ReplyMessage {
  const number = STATUS[status];
  const { form, payload } =
    number === Status.REPLACED ? { form: task.message[2], payload: task.message[3] } : fromBytes(value);
  return [0, number, form, payload, now() - ranFor, ranFor, written ?? undefined];
}
