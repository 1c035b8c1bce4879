import type { Crossing } from '../codec/encode.ts';
import type { Encoded } from '../codec/table.ts';
import { CANNOT_CROSS, cannotCross, decode, encode, memoryOf } from '../common/common.ts';
import { NotFound, resolveFunction, type Callable } from './resolve-function.ts';
import { INITIALIZER, now, Status, type Refusal, type ReplyMessage, type TaskMessage } from './protocol.ts';

/** How a worker answers, which differs between threads and processes. */
export interface Channel {
  readonly between: Crossing['between'];
  post(reply: ReplyMessage, transfer: Encoded['transfer']): void;
}

/**
 * How a task ended: replied, and the function left nothing behind; replied, but the function may have left work for
 * the event loop; or not replied yet.
 */
export type Outcome = 'quiet' | 'may have left work' | Promise<void>;

/** Runs a task and replies. It never throws and never rejects: whatever happens becomes a reply. */
export function runTask(task: TaskMessage, channel: Channel): Outcome {
  const reply = new Reply(task, channel);
  try {
    const callable = resolveFunction(task[1]);
    return callable instanceof Promise
      ? callable.then(
          (loaded) => finished(call(loaded, task, reply)),
          (error: unknown) => {
            reply.notFound(error);
          },
        )
      : call(callable, task, reply);
  } catch (error) {
    reply.notFound(error);
    return 'quiet';
  }
}

function call(callable: Callable, task: TaskMessage, reply: Reply): Outcome {
  const args = decode(task[2], task[3]) as unknown[];
  reply.begin(callable, args);
  let result: unknown;
  try {
    result = Reflect.apply(callable.fn, callable.thisArgument, args);
  } catch (error) {
    return whenFlushed(callable, () => {
      reply.threw(error);
    });
  }
  if (!isThenable(result))
    return whenFlushed(callable, () => {
      reply.returned(result);
    });
  return Promise.resolve(result).then(
    (value) =>
      finished(
        whenFlushed(callable, () => {
          reply.returned(value);
        }),
      ),
    (error: unknown) =>
      finished(
        whenFlushed(callable, () => {
          reply.threw(error);
        }),
      ),
  );
}

function finished(outcome: Outcome): undefined | Promise<void> {
  return outcome instanceof Promise ? outcome : undefined;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    value instanceof Promise ||
    (typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function')
  );
}

/**
 * What a function printed leaves a worker only while its event loop turns. So that it appears before the call
 * settles, as it does when the function is called directly, the reply waits for it.
 */
function whenFlushed({ mayLeaveWork }: Callable, send: () => void): Outcome {
  if (!mayLeaveWork) {
    send();
    return 'quiet';
  }
  const printed = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0);
  if (printed.length === 0) {
    send();
    return 'may have left work';
  }
  const flushed = printed.map((stream) => new Promise((resolve) => stream.write('', resolve)));
  return Promise.all(flushed).then(send);
}

class Reply {
  readonly #task: TaskMessage;
  readonly #channel: Channel;
  #callable: Callable | undefined;
  #args: readonly unknown[] = [];
  #startedAt = 0;

  constructor(task: TaskMessage, channel: Channel) {
    this.#task = task;
    this.#channel = channel;
  }

  begin(callable: Callable, args: readonly unknown[]): void {
    this.#callable = callable;
    this.#args = args;
    this.#startedAt = now();
  }

  returned(result: unknown): void {
    const target = (this.#task[4] ?? []).find((position) => this.#args[position] === result);
    // What an initializer returns is of no interest, whether it can cross or not.
    if (this.#task[0] === INITIALIZER) this.#send(Status.RETURNED, undefined, 'result');
    else if (target !== undefined) this.#send(Status.RETURNED_ARGUMENT, target, 'result');
    else this.#send(Status.RETURNED, result, 'result');
  }

  threw(error: unknown): void {
    this.#send(Status.THREW, error, 'error');
  }

  notFound(error: unknown): void {
    this.#startedAt = now();
    const known = error instanceof NotFound;
    const refusal: Refusal = [
      known ? error.message : 'its text could not be compiled',
      known ? error.cause : error,
    ];
    this.#send(Status.NOT_FOUND, refusal, 'reason');
  }

  #send(status: Status, value: unknown, what: string): void {
    const ranFor = now() - this.#startedAt;
    const name = this.#callable?.fn.name ?? '';
    const label = `The ${what} of ${name === '' ? 'the function' : name}`;
    try {
      this.#post(status, encode(value, this.#crossing(label)), ranFor);
    } catch (error) {
      const named = (error as { code?: unknown }).code === CANNOT_CROSS;
      // What the encoder lets pass, structured clone may still refuse.
      const refusal = named
        ? error
        : cannotCross(label, error instanceof Error ? error.message : String(error));
      this.#post(Status.THREW, encode(refusal, this.#crossing(label)), ranFor);
    }
  }

  #post(status: Status, { form, payload, transfer }: Encoded, ranFor: number): void {
    const returned = status === Status.RETURNED || status === Status.RETURNED_ARGUMENT;
    const written = returned
      ? this.#task[4]?.flatMap((position) => memoryOf(this.#args[position]))
      : undefined;
    this.#channel.post([this.#task[0], status, form, payload, this.#startedAt, ranFor, written], transfer);
  }

  #crossing(label: string): Crossing {
    return {
      label,
      between: this.#channel.between,
      owned: this.#callable?.ownsResult ?? false,
      findHome: this.#callable?.findHome,
    };
  }
}
