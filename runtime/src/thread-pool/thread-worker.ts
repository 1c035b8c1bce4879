import type { MessagePort, Worker } from 'node:worker_threads';
import type { ThreadPoolOptions } from '../executor/executor.ts';
import { workerThreads } from '../node.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import * as Control from '../worker/control.ts';
import { END, type Batch, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import * as Slot from '../worker/slot.ts';
import { workerSource } from '../worker/source.ts';
import type { ThreadData } from '../worker/thread.ts';
import { endChildren } from './child-processes.ts';
import { guardExit, releaseFromExit } from './exit-guard.ts';
import type { ReplyDrain } from './reply-drain.ts';

/** A `data:` URL needs no file, yet runs the program's `--import` hooks, which an `eval` worker would not. */
let workerURL: URL | undefined;

/** How long a thread may take to stop before the processes it seems to wait for are ended, in milliseconds. */
const PATIENCE = 25;

export interface ThreadWorkerOptions extends Pick<ThreadPoolOptions, 'resourceLimits'> {
  readonly name: string;
  readonly exitWhenStuck: 'force' | 'wait';
  /** Run before all tasks. */
  readonly initializer: TaskMessage | undefined;
}

/** One worker thread, seen from the main thread. */
export class ThreadWorker implements PoolWorker {
  readonly tasks: Task[] = [];
  isReady = false;
  batches = 0;
  readonly #thread: Worker;
  readonly #port: MessagePort;
  readonly #receiveMessageOnPort = workerThreads().receiveMessageOnPort;
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * (Control.FIRST_SLOT + Control.SLOTS)));
  readonly #drain: ReplyDrain;
  readonly #events: PoolWorkerEvents;
  readonly #freeSlots = Array.from({ length: Control.SLOTS }, (_, index) => Control.SLOTS - 1 - index);
  /** Slots of tasks that were taken back, until the worker has seen that. */
  readonly #retractedSlots: number[] = [];
  #repliesSeen = 0;
  #error: unknown;
  #isKilled = false;
  #hasEnded = false;
  readonly #listener = (reply: ReplyMessage): void => {
    this.#drain.receive(this, reply);
  };

  constructor(options: ThreadWorkerOptions, drain: ReplyDrain, events: PoolWorkerEvents) {
    const threads = workerThreads();
    const { port1, port2 } = new threads.MessageChannel();
    const workerData: ThreadData = { port: port2, control: this.#control };
    workerURL ??= new URL(`data:text/javascript;base64,${Buffer.from(workerSource).toString('base64')}`);
    this.#thread = new threads.Worker(workerURL, {
      name: options.name,
      workerData,
      transferList: [port2],
      // Changes of `process.env` count in workers too.
      env: threads.SHARE_ENV,
      // A file opened in a worker belongs to the caller and outlives the worker.
      trackUnmanagedFds: false,
      ...(options.resourceLimits && { resourceLimits: options.resourceLimits }),
    });
    this.#thread.unref();
    this.#thread.on('error', (error) => {
      this.#error = error;
    });
    this.#thread.on('exit', (code) => {
      this.#exited(code);
    });
    this.#port = port1;
    this.listen();
    // While tasks are pending the port keeps the process alive, and it may close before the thread has ended.
    this.#port.on('close', () => {
      if (this.tasks.length > 0 && !this.#isKilled) this.#thread.ref();
    });
    this.#drain = drain;
    this.#events = events;
    drain.add(this);
    guardExit(this, options.exitWhenStuck);
    if (options.initializer) this.#post([options.initializer], []);
  }

  get room(): number {
    this.#reclaimSlots();
    return this.#freeSlots.length;
  }

  get isRunning(): boolean {
    const [first] = this.tasks;
    return (
      first !== undefined && Atomics.load(this.#control, Control.FIRST_SLOT + first.slot) === Slot.RUNNING
    );
  }

  /** Whether replies have been posted that `receive` has not returned. */
  get hasReplies(): boolean {
    return Atomics.load(this.#control, Control.REPLIED) !== this.#repliesSeen;
  }

  send(tasks: readonly Task[]): void {
    for (const task of tasks) this.#occupySlot(task);
    try {
      this.#post(
        tasks.map((task) => task.message()),
        tasks.flatMap((task) => task.encoded.transfer),
      );
    } catch (error) {
      for (const task of tasks) this.#freeSlot(task);
      throw error;
    }
    if (this.tasks.length === 0) this.#port.ref();
    this.tasks.push(...tasks);
    this.batches++;
  }

  retract(task: Task): boolean {
    const index = Control.FIRST_SLOT + task.slot;
    if (Atomics.compareExchange(this.#control, index, Slot.QUEUED, Slot.RETRACTED) !== Slot.QUEUED)
      return false;
    this.#retractedSlots.push(task.slot);
    this.#forget(this.tasks.indexOf(task));
    return true;
  }

  settle([slot]: ReplyMessage): Task | undefined {
    // Replies come in the order of the tasks.
    const index = this.tasks[0]?.slot === slot ? 0 : this.tasks.findIndex((task) => task.slot === slot);
    const task = this.tasks[index];
    if (task === undefined) return undefined;
    this.#freeSlot(task);
    this.#forget(index);
    return task;
  }

  receive(): ReplyMessage | undefined {
    return (this.#receiveMessageOnPort(this.#port) as { message: ReplyMessage } | undefined)?.message;
  }

  countReply(): void {
    this.#repliesSeen = (this.#repliesSeen + 1) | 0;
  }

  listen(): void {
    this.#port.on('message', this.#listener);
    if (this.tasks.length === 0) this.#port.unref();
  }

  /** Until `listen` replies stay in the port. */
  stopListening(): void {
    this.#port.off('message', this.#listener);
  }

  end(): void {
    // Whoever waits for the end of the pool has nothing else to keep the process alive.
    this.#thread.ref();
    this.#post(END, []);
  }

  kill(): void {
    this.#isKilled = true;
    this.#drain.delete(this);
    this.stopListening();
    this.#port.close();
    const [running] = this.tasks;
    if (running?.reference.waitsForChild) this.#endChildren(running);
    void this.#thread.terminate();
    // After `terminate`, which makes the process wait for the thread. This one may be stuck for ever.
    this.#thread.unref();
    // Whether the function called something that waits for a child is known by its not stopping.
    if (running && !running.reference.waitsForChild) {
      const timer = setTimeout(() => {
        this.#endChildren(running);
      }, PATIENCE);
      this.#thread.once('exit', () => {
        clearTimeout(timer);
      });
    }
  }

  /** Whether the thread runs something, possibly after it has been killed. */
  get isBusy(): boolean {
    return this.tasks.length > 0 && !this.#hasEnded;
  }

  /** The operating system's id of the thread on Linux, else 0. */
  get threadId(): number {
    return Atomics.load(this.#control, Control.THREAD_ID);
  }

  get isKilled(): boolean {
    return this.#isKilled;
  }

  /** Stops the thread while the process ends, when no timer and no event will follow. */
  stopAtExit(): void {
    const [running] = this.tasks;
    if (running) this.#endChildren(running);
    void this.#thread.terminate();
  }

  #endChildren(running: Task): void {
    endChildren(this.threadId, running.submittedAt);
  }

  #exited(code: number): void {
    this.#hasEnded = true;
    if (!this.#isKilled) {
      // What it had answered before it died counts.
      for (let reply = this.receive(); reply; reply = this.receive()) this.#drain.deliver(this, reply);
      this.#drain.delete(this);
      this.#port.close();
    }
    releaseFromExit(this);
    const how = this.#error === undefined ? `ended with exit code ${code}` : 'died of an uncaught error';
    this.#events.onExit(this, how, this.#error);
  }

  #post(batch: Batch, transfer: Task['encoded']['transfer']): void {
    // Looking through an empty list costs about as much as sending the message.
    if (transfer.length === 0) this.#port.postMessage(batch);
    else this.#port.postMessage(batch, transfer);
    Atomics.add(this.#control, Control.SENT, 1);
    Atomics.notify(this.#control, Control.SENT);
  }

  #forget(index: number): void {
    if (index === 0) this.tasks.shift();
    else this.tasks.splice(index, 1);
    if (this.tasks.length === 0) this.#port.unref();
  }

  #occupySlot(task: Task): void {
    task.slot = this.#freeSlots.pop() ?? 0;
    Atomics.store(this.#control, Control.FIRST_SLOT + task.slot, Slot.QUEUED);
  }

  #freeSlot({ slot }: Task): void {
    Atomics.store(this.#control, Control.FIRST_SLOT + slot, Slot.FREE);
    this.#freeSlots.push(slot);
  }

  #reclaimSlots(): void {
    for (let i = this.#retractedSlots.length - 1; i >= 0; i--) {
      const slot = this.#retractedSlots[i];
      if (slot === undefined || Atomics.load(this.#control, Control.FIRST_SLOT + slot) !== Slot.FREE)
        continue;
      this.#retractedSlots.splice(i, 1);
      this.#freeSlots.push(slot);
    }
  }
}
