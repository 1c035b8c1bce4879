import type { AsyncLocalStorage } from 'node:async_hooks';
import { encode } from '../codec/encode.ts';
import { getBuiltinModule } from '../common/node.ts';
import { runScript } from './compile-source.ts';
import { INITIALIZER, now } from './protocol.ts';
import type { Channel } from './channel.ts';
import * as Status from './status.ts';

/** Node prints the line that throws, and all of this program is in one. */
const THROW = '(error) => { throw error; }';

/** A call, as what it starts knows it. */
export interface Call {
  isOver: boolean;
}

let current: AsyncLocalStorage<Call> | undefined;
/** In Node 20 an error in a microtask is in no context. There is one call at a time, so it is of this one or before. */
let latest: Call | undefined;

let isBroken = false;

/**
 * Throws an error of this program itself, which a function has broken by replacing what it is built from. It ends the
 * worker: the call cannot be answered, nor could those that follow.
 */
export function breakDown(error: unknown): never {
  isBroken = true;
  throw error;
}

/**
 * Does the work of a call so that an error in what it leaves behind is known to be its own: a timer that throws once the
 * call is over must not end the worker under the call that has come after it.
 */
export function within<Result>(call: Call, channel: Channel, work: () => Result): Result {
  current ??= watchErrors(channel);
  latest = call;
  return current.run(call, work);
}

function watchErrors(channel: Channel): AsyncLocalStorage<Call> {
  // Loaded when needed, which Node's own functions do without.
  const storage = new (getBuiltinModule('async_hooks').AsyncLocalStorage)<Call>();
  process.on('uncaughtException', function onError(error: unknown) {
    // A function that listens itself takes care of its errors.
    if (process.listenerCount('uncaughtException') > 1) return;
    if (!isBroken && (storage.getStore() ?? latest)?.isOver) {
      tell(channel, error);
    } else {
      // It ends the worker, as it would if nobody listened.
      process.off('uncaughtException', onError);
      process.nextTick(runScript(THROW, 'to-thread:error') as (error: unknown) => never, error);
    }
  });
  return storage;
}

function tell(channel: Channel, error: unknown): void {
  const crossing = { label: 'An error', between: channel.between };
  let encoded;
  try {
    encoded = encode(error, crossing);
  } catch {
    encoded = encode(String(error), crossing);
  }
  const { form, payload, transfer } = encoded;
  channel.post([INITIALIZER, Status.LATE, form, payload, now(), 0, undefined], transfer);
}
