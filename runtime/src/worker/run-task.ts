import { memoryOf } from '../codec/bytes.ts';
import { CANNOT_CROSS, cannotCross } from '../codec/cannot-cross.ts';
import { decode } from '../codec/decode.ts';
import { encode, type Crossing } from '../codec/encode.ts';
import type { Encoded } from '../codec/encoded.ts';
import { resolveFunction, type Callable } from './resolve-function.ts';
import { INITIALIZER, now, type ReplyMessage, type TaskMessage } from './protocol.ts';
import * as Status from './status.ts';

/** How a worker answers, which differs between threads and processes. */
export interface Channel {
  readonly between: Crossing['between'];
  post(reply: ReplyMessage, transfer: Encoded['transfer']): void;
}

/**
 * How a task ended: replied, and the function left nothing behind; replied, but the function may have left work for
 * the event loop; or not replied yet.
 */
export type Outcome = 'quiet' | 'may have left work' | Promise<unknown>;

/** Runs a task and replies. It never throws and never rejects: whatever happens becomes a reply. */
export function runTask(task: TaskMessage, channel: Channel): Outcome {
  const call = new Call(task, channel);
  try {
    const callable = resolveFunction(task[1]);
    if (!(callable instanceof Promise)) return call.run(callable);
    return callable.then(
      (loaded) => call.run(loaded),
      (error: unknown) => {
        call.reply(Status.NOT_FOUND, error);
      },
    );
  } catch (error) {
    call.reply(Status.NOT_FOUND, error);
    return 'quiet';
  }
}

class Call {
  readonly #task: TaskMessage;
  readonly #channel: Channel;
  #callable: Callable | undefined;
  #args: readonly unknown[] = [];
  #startedAt = now();

  constructor(task: TaskMessage, channel: Channel) {
    this.#task = task;
    this.#channel = channel;
  }

  run(callable: Callable): Outcome {
    const [, , form, payload] = this.#task;
    this.#callable = callable;
    this.#args = decode(form, payload) as unknown[];
    this.#startedAt = now();
    try {
      const result: unknown = Reflect.apply(callable.fn, callable.thisArgument, this.#args);
      return isThenable(result)
        ? Promise.resolve(result).then(
            (value) => this.#end(Status.RETURNED, value),
            (error: unknown) => this.#end(Status.THREW, error),
          )
        : this.#end(Status.RETURNED, result);
    } catch (error) {
      return this.#end(Status.THREW, error);
    }
  }

  /**
   * What a function printed leaves a worker only while its event loop turns. So that it appears before the call
   * settles, as it does when the function is called directly, the reply waits for it.
   */
  #end(status: number, value: unknown): Outcome {
    const streams = this.#callable?.isQuiet ? [] : [process.stdout, process.stderr];
    const printing = streams.filter((stream) => stream.writableLength > 0);
    if (printing.length === 0) {
      this.reply(status, value);
      return this.#callable?.isQuiet ? 'quiet' : 'may have left work';
    }
    const printed = printing.map((stream) => new Promise((resolve) => stream.write('', resolve)));
    return Promise.all(printed).then(() => {
      this.reply(status, value);
    });
  }

  reply(status: number, value: unknown): void {
    const [slot, , , , writesInto = []] = this.#task;
    const hasReturned = status === Status.RETURNED;
    const target = hasReturned ? writesInto.find((position) => this.#args[position] === value) : undefined;
    if (target !== undefined) this.#send(Status.RETURNED_ARGUMENT, target);
    // What an initializer returns is of no interest, whether it can cross or not.
    else this.#send(status, hasReturned && slot === INITIALIZER ? undefined : value);
  }

  #send(status: number, value: unknown): void {
    const ranFor = now() - this.#startedAt;
    const name = this.#callable?.fn.name ?? '';
    const label = `The ${status === Status.THREW ? 'error' : 'result'} of ${name === '' ? 'the function' : name}`;
    try {
      this.#post(status, value, label, ranFor);
    } catch (error) {
      const isNamed = (error as { code?: unknown }).code === CANNOT_CROSS;
      // What the encoder lets pass, structured clone may still refuse.
      this.#post(Status.THREW, isNamed ? error : cannotCross(label, String(error)), label, ranFor);
    }
  }

  #post(status: number, value: unknown, label: string, ranFor: number): void {
    const { ownsResult = false, exports } = this.#callable ?? {};
    const { between } = this.#channel;
    const { form, payload, transfer } = encode(value, { label, between, owned: ownsResult, exports });
    const [slot, , , , writesInto] = this.#task;
    const written = writesInto?.flatMap((position) => memoryOf(this.#args[position]));
    this.#channel.post([slot, status, form, payload, this.#startedAt, ranFor, written], transfer);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
