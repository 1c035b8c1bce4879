import { cannotCross, isCannotCross } from '../codec/cannot-cross.ts';
import { decode } from '../codec/decode.ts';
import { encode } from '../codec/encode.ts';
import type { Callable } from './callable.ts';
import type { Channel } from './channel.ts';
import { breakDown, within, type Call } from './late-errors.ts';
import { standInFor } from '../codec/error-kind.ts';
import { returnedTarget, writtenBy } from '../codec/writers.ts';
import { Replaced, resolveFunction } from './resolve-function.ts';
import { apply, isThenable } from './manner.ts';
import { INITIALIZER, now, type TaskMessage } from './protocol.ts';
import * as Status from './status.ts';

/**
 * How a task ended: replied, and the function left nothing behind; replied, but the function may have left work for
 * the event loop; or not replied yet.
 */
export type Outcome = 'quiet' | 'may have left work' | Promise<unknown>;

/**
 * Runs a task and replies. Whatever happens becomes a reply. It throws or rejects only if a function has broken what
 * this takes.
 */
export function runTask(task: TaskMessage, channel: Channel): Outcome {
  try {
    return run(task, channel);
  } catch (error) {
    return breakDown(error);
  }
}

function run([slot, key, form, payload, writer]: TaskMessage, channel: Channel): Outcome {
  let callable: Callable | undefined;
  let args: unknown[] = [];
  let startedAt: number | undefined;
  const known: Call = { isOver: false };
  try {
    const found = resolveFunction(key);
    if (!(found instanceof Promise)) return call(found);
    return found.then(call, (error: unknown) => end(Status.NOT_FOUND, error));
  } catch (error) {
    if (!(error instanceof Replaced) || slot === INITIALIZER) return end(Status.NOT_FOUND, error);
    // What was handed over to this thread is needed for another try.
    channel.post([slot, Status.REPLACED, form, payload, now(), 0, undefined], []);
    return 'quiet';
  }

  function call(found: Callable): Outcome {
    callable = found;
    args = decode(form, payload) as unknown[];
    startedAt = now();
    try {
      const work = (): unknown => apply(found, args);
      const result = found.isQuiet || channel.isInner ? work() : within(known, channel, work);
      if (!isThenable(result)) return end(Status.RETURNED, result);
      return Promise.resolve(result).then(
        (value) => end(Status.RETURNED, value),
        (error: unknown) => end(Status.THREW, error),
      );
    } catch (error) {
      return end(Status.THREW, error);
    }
  }

  /**
   * What a function printed leaves a worker only while its event loop turns. So that it appears before the call
   * settles, as it does when the function is called directly, the reply waits for it.
   */
  function end(status: number, value: unknown): Outcome {
    try {
      return ended(status, value);
    } catch (error) {
      return breakDown(error);
    }
  }

  function ended(status: number, value: unknown): Outcome {
    if (!callable?.isQuiet) {
      const out = printed(process.stdout);
      const error = printed(process.stderr);
      if (out ?? error) {
        return Promise.all([out, error]).then(() => {
          reply(status, value);
        });
      }
    }
    reply(status, value);
    return callable?.isQuiet ? 'quiet' : 'may have left work';
  }

  function reply(status: number, value: unknown): void {
    const endedAt = now();
    // A function that was not found has not started.
    const calledAt = startedAt ?? endedAt;
    const { fn, ownsResult, exports, manner: [isForEach] = [] } = callable ?? {};
    const name = fn?.name ?? '';
    const hasReturned = status === Status.RETURNED;
    const written = hasReturned && writer ? writtenBy(writer, args, value) : undefined;
    const target = written && writer ? returnedTarget(writer, args, value) : undefined;
    const label = `The ${hasReturned ? 'result' : 'error'} of ${name === '' ? 'the function' : name}`;
    const wayOut = hasReturned ? RETURN_LESS : undefined;
    const crossing = { label, wayOut, between: channel.between, owned: ownsResult, exports };
    const post = (sent: number, content: unknown): void => {
      const { form, payload, transfer } = encode(content, crossing);
      if (channel.between === 'threads')
        for (const [, , { buffer }] of written ?? []) transfer.push(buffer as ArrayBuffer);
      channel.post([slot, sent, form, payload, calledAt, endedAt - calledAt, written], transfer);
      known.isOver = true;
    };
    try {
      if (target !== undefined) post(Status.RETURNED_TARGET, target);
      // What an initializer returns is of no interest, whether it can cross or not.
      else post(status, hasReturned && slot === INITIALIZER ? undefined : value);
    } catch (error) {
      // What the encoder lets pass, structured clone may still refuse.
      const reason = isCannotCross(error) ? error : cannotCross(label, String(error));
      const isObject = !hasReturned && typeof value === 'object' && value !== null;
      const thrown = isObject && !isForEach ? standInFor(value, reason) : reason;
      // What was called for each throws results, and what it threw.
      post(Status.THREW, isForEach ? [thrown] : thrown);
    }
  }
}

/** Resolves when all is out that has been written; undefined if it is. */
function printed(stream: NodeJS.WriteStream): Promise<unknown> | undefined {
  return stream.writableLength > 0 ? new Promise((resolve) => stream.write('', resolve)) : undefined;
}

const RETURN_LESS =
  'Let the function, or one of your own that calls it, return what you need of that as plain data';
