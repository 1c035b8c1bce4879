import type { MessagePort, Transferable, Worker } from 'node:worker_threads';
import * as Form from '../codec/form.ts';
import { workerSource } from '../common/common.ts';
import type { ThreadPoolOptions } from '../executor/executor.ts';
import { workerThreads } from '../node.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import * as Control from '../worker/control.ts';
import { ANNOUNCEMENT, END, type Batch, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import * as Slot from '../worker/slot.ts';
import * as Status from '../worker/status.ts';
import type { ThreadData } from '../worker/thread.ts';
import { endChildren } from './child-processes.ts';
import { guardExit, releaseFromExit } from './exit-guard.ts';

/**
 * Runs the program that comes with the data. A `data:` URL needs no file, yet runs the `--import` hooks of the process,
 * which an `eval` worker would not. The program itself is in the URL only where strings may not become code, because
 * such an URL takes milliseconds to decode, and would be what stack traces show.
 */
const START = `data:text/javascript,const{program:p}=process.getBuiltinModule('worker_threads').workerData;try{(0,eval)(p)}catch(e){if(!(e instanceof EvalError))throw e;await import('data:text/javascript,'+encodeURIComponent(p))}`;

/** How long a thread may take to stop before the processes it seems to wait for are ended, in milliseconds. */
const PATIENCE = 20;

/** One worker thread, seen from the main thread. */
export class ThreadWorker implements PoolWorker {
  readonly tasks: Task[] = [];
  isReady = false;
  restedAt = 0;
  isKilled = false;
  readonly exitWhenStuck: 'force' | 'wait';
  readonly #thread: Worker;
  readonly #port: MessagePort;
  readonly #receiveMessageOnPort = workerThreads().receiveMessageOnPort;
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * (Control.FIRST_SLOT + Control.SLOTS)));
  readonly #times = new Float64Array(new SharedArrayBuffer(24 * Control.SLOTS));
  /** Slots are used in turn, and tasks are taken up in turn. */
  #nextSlot = 0;
  #repliesSeen = 0;
  /** Replies that come before those to tasks, and always as messages. */
  #firstMessages: number;
  readonly #listener: (message: unknown) => void;

  /** @param initializer run before all tasks */
  constructor(
    { resourceLimits, exitWhenStuck = 'force' }: ThreadPoolOptions,
    name: string,
    initializer: TaskMessage | undefined,
    events: PoolWorkerEvents,
  ) {
    const threads = workerThreads();
    const { port1, port2 } = new threads.MessageChannel();
    const workerData: ThreadData = {
      port: port2,
      control: this.#control,
      times: this.#times,
      program: workerSource,
    };
    this.#thread = new threads.Worker(new URL(START), {
      name,
      workerData,
      transferList: [port2],
      // Changes of `process.env` count in workers too.
      env: threads.SHARE_ENV,
      // A file opened in a worker belongs to the caller and outlives the worker.
      trackUnmanagedFds: false,
      ...(resourceLimits && { resourceLimits }),
    });
    this.#thread.unref();
    let uncaught: unknown;
    this.#thread.on('error', (error) => {
      uncaught = error;
    });
    this.#thread.on('exit', (code) => {
      releaseFromExit(this);
      events.onExit(
        this,
        uncaught === undefined ? `ended with exit code ${code}` : 'died of an uncaught error',
        uncaught,
      );
      this.#port.close();
    });
    this.#port = port1;
    this.#listener = (message) => {
      const reply = this.#replyIn(message);
      if (reply) events.onReply(this, reply);
    };
    this.listen(true);
    this.exitWhenStuck = exitWhenStuck;
    guardExit(this);
    this.#firstMessages = initializer ? 2 : 1;
    if (initializer) this.#post(initializer, []);
  }

  get room(): number {
    let room = 0;
    while (room < Control.SLOTS && this.#slot(this.#nextSlot + room) === Slot.FREE) room++;
    return room;
  }

  get isRunning(): boolean {
    const [first] = this.tasks;
    return first !== undefined && this.#slot(first.slot) === Slot.RUNNING;
  }

  /** The operating system's id of the thread on Linux, else 0. */
  get threadId(): number {
    return Atomics.load(this.#control, Control.THREAD_ID);
  }

  send(tasks: readonly Task[]): void {
    const firstSlot = this.#nextSlot;
    const batch: TaskMessage[number][] = [];
    const transfer: Transferable[] = [];
    for (const task of tasks) {
      task.slot = this.#nextSlot++ % Control.SLOTS;
      this.#setSlot(task, Slot.QUEUED);
      batch.push(...task.message(task.slot));
      transfer.push(...task.encoded.transfer);
    }
    try {
      this.#post(batch, transfer);
    } catch (error) {
      for (const task of tasks) this.#setSlot(task, Slot.FREE);
      this.#nextSlot = firstSlot;
      throw error;
    }
    if (this.tasks.length === 0) this.#thread.ref();
    this.tasks.push(...tasks);
  }

  retract(task: Task): boolean {
    const index = Control.FIRST_SLOT + task.slot;
    if (Atomics.compareExchange(this.#control, index, Slot.QUEUED, Slot.RETRACTED) !== Slot.QUEUED)
      return false;
    this.#forget(this.tasks.indexOf(task));
    return true;
  }

  settle(): Task | undefined {
    const task = this.#forget(0);
    if (task) this.#setSlot(task, Slot.FREE);
    return task;
  }

  receive(): ReplyMessage | undefined {
    if (Atomics.load(this.#control, Control.REPLIED) === this.#repliesSeen) return undefined;
    const { slot = 0 } = this.tasks[0] ?? {};
    const state = this.#firstMessages > 0 ? Slot.FREE : this.#slot(slot);
    if (state >= Slot.LEFT)
      return this.#primitive(
        state === Slot.NUMBER ? this.#times[3 * slot + 2] : Slot.SMALL[state - Slot.LEFT],
      );
    const received = this.#receiveMessageOnPort(this.#port) as { message: unknown } | undefined;
    return received && this.#replyIn(received.message);
  }

  listen(isListening: boolean): void {
    if (isListening) this.#port.on('message', this.#listener);
    else this.#port.off('message', this.#listener);
    // It is the thread that keeps the process alive, because it is there until its exit is known.
    this.#port.unref();
  }

  end(): void {
    this.#thread.ref();
    this.#post(END, []);
  }

  kill(): void {
    this.isKilled = true;
    this.listen(false);
    this.#port.close();
    this.stop();
    // After `terminate`, which makes the process wait for the thread. This one may be stuck for ever.
    this.#thread.unref();
    // Whether the function waits for a child process is known by its not stopping.
    const timer = setTimeout(() => {
      this.endChildren();
    }, PATIENCE);
    this.#thread.once('exit', () => {
      clearTimeout(timer);
    });
  }

  /** Stops the thread, as soon as it runs JavaScript. */
  stop(): void {
    void this.#thread.terminate();
  }

  /** Ends the processes that the running task has started. */
  endChildren(): void {
    const [running] = this.tasks;
    if (running) endChildren(this.threadId, running.submittedAt);
  }

  #post(batch: Batch, transfer: readonly Transferable[]): void {
    // Looking through an empty list costs about as much as sending the message.
    if (transfer.length === 0) this.#port.postMessage(batch);
    else this.#port.postMessage(batch, transfer);
    Atomics.add(this.#control, Control.SENT, 1);
    Atomics.notify(this.#control, Control.SENT);
  }

  /** The reply in a message, or one that it announces. */
  #replyIn(message: unknown): ReplyMessage | undefined {
    if (message === ANNOUNCEMENT) {
      Atomics.store(this.#control, Control.ANNOUNCED, 0);
      return this.receive();
    }
    if (!Array.isArray(message)) return this.#primitive(message);
    this.#repliesSeen = (this.#repliesSeen + 1) | 0;
    this.#firstMessages--;
    return message as unknown as ReplyMessage;
  }

  /** The reply with a primitive result, which travels without the rest. */
  #primitive(result: unknown): ReplyMessage {
    this.#repliesSeen = (this.#repliesSeen + 1) | 0;
    const { slot = 0 } = this.tasks[0] ?? {};
    const startedAt = this.#times[3 * slot] ?? 0;
    const ranFor = this.#times[3 * slot + 1] ?? 0;
    return [slot, Status.RETURNED, Form.PLAIN, result, startedAt, ranFor, undefined];
  }

  /** Takes a task off the list. */
  #forget(index: number): Task | undefined {
    const task = index === 0 ? this.tasks.shift() : this.tasks.splice(index, 1)[0];
    if (this.tasks.length === 0) this.#thread.unref();
    return task;
  }

  #slot(number: number): number {
    return Atomics.load(this.#control, Control.FIRST_SLOT + (number % Control.SLOTS));
  }

  #setSlot({ slot }: Task, state: number): void {
    Atomics.store(this.#control, Control.FIRST_SLOT + slot, state);
  }
}
