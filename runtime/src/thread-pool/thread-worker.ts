import type { MessagePort, Transferable, Worker } from 'node:worker_threads';
import * as Form from '../codec/form.ts';
import { workerProgram } from '../common/common.ts';
import type { ThreadPoolOptions } from '../executor/executor.ts';
import { getBuiltinModule, setTimeout } from '../node.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import * as Control from '../worker/control.ts';
import { ANNOUNCEMENT, END, type Batch, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import * as Slot from '../worker/slot.ts';
import * as Status from '../worker/status.ts';
import type { ThreadData } from '../worker/thread.ts';
import { endAwaitedChild } from './child-processes.ts';
import { openThread, preferredEntry, preferText, type Entry } from './entry.ts';
import { guardExit, releaseFromExit, type GuardedWorker } from './exit-guard.ts';

/** How long a thread may take to stop before the processes it seems to wait for are ended, in milliseconds. */
const PATIENCE = 20;

/**
 * Starts a worker thread.
 *
 * @param initializer run before all tasks
 */
export function startThread(
  { resourceLimits = {}, exitWhenStuck = 'force' }: ThreadPoolOptions,
  name: string,
  initializer: TaskMessage | undefined,
  events: PoolWorkerEvents,
): PoolWorker {
  const threads = getBuiltinModule('worker_threads');
  const tasks: Task[] = [];
  const control = new Int32Array(new SharedArrayBuffer(4 * (Control.FIRST_SLOT + Control.SLOTS)));
  const times = new Float64Array(new SharedArrayBuffer(24 * Control.SLOTS));
  /** Slots are used in turn, and tasks are taken up in turn. */
  let nextSlot = 0;
  let repliesSeen = 0;
  /** Replies that come before those to tasks, and always as messages. */
  let firstMessages = initializer ? 2 : 1;
  /** What has been posted before the thread said anything; undefined once it has, or if it cannot be posted again. */
  let unheard: Batch[] | undefined = [];
  let entry: Entry = preferredEntry();
  let [thread, port] = launch();

  const worker: PoolWorker = {
    tasks,
    isPrepared: initializer !== undefined,
    isReady: false,
    restedAt: 0,
    tasksLeft: Infinity,

    room() {
      const [first] = tasks;
      let room = 0;
      // The slots of tasks that have not started look free as well; these lie behind the first.
      for (let slot = nextSlot; room < Control.SLOTS && stateOf(slot) === Slot.FREE; slot++, room++) {
        if (first?.message[0] === slot % Control.SLOTS) break;
      }
      return room;
    },

    isRunning() {
      const [first] = tasks;
      return first !== undefined && worker.hasBegun(first);
    },

    hasBegun({ message: [slot] }) {
      // What it has left in the slot says that it has come to an end, too.
      return stateOf(slot) !== Slot.FREE;
    },

    send(more) {
      const batch: TaskMessage[number][] = [];
      const handedOver: Transferable[] = [];
      for (const { message, transfer } of more) {
        message[0] = nextSlot++ % Control.SLOTS;
        batch.push(...message);
        handedOver.push(...transfer);
      }
      post(batch, handedOver);
      tasks.push(...more);
      thread.ref();
    },

    retract(task) {
      const index = Control.FIRST_SLOT + task.message[0];
      const isMine = Atomics.compareExchange(control, index, Slot.FREE, Slot.RETRACTED) === Slot.FREE;
      if (isMine) forget(tasks.indexOf(task));
      return isMine;
    },

    settle() {
      const task = forget(0);
      if (task) Atomics.store(control, Control.FIRST_SLOT + task.message[0], Slot.FREE);
      return task;
    },

    receive() {
      if (Atomics.load(control, Control.REPLIED) === repliesSeen) return undefined;
      const slot = firstSlot();
      const state = firstMessages > 0 ? Slot.FREE : stateOf(slot);
      if (state >= Slot.LEFT) {
        return primitive(state === Slot.NUMBER ? times[3 * slot + 2] : Slot.SMALL[state - Slot.LEFT]);
      }
      const received = threads.receiveMessageOnPort(port) as { message: unknown } | undefined;
      return received && replyIn(received.message);
    },

    listen,

    end() {
      thread.ref();
      post(END, []);
    },

    kill() {
      guarded.isKilled = true;
      listen(false);
      guarded.stop();
      // After `terminate`, which makes the process wait for the thread. This one may be stuck for ever.
      thread.unref();
      // Whether the function waits for a child process is known by its not stopping.
      setTimeout(endChildrenUntilGone, PATIENCE, PATIENCE);
    },
  };

  const guarded: GuardedWorker = {
    isBusy: () => tasks.length + firstMessages > 0,
    exitWhenStuck,
    isKilled: false,
    threadId: () => Atomics.load(control, Control.THREAD_ID),
    stop() {
      void thread.terminate();
    },
    endChildren() {
      // It began after the one before it had ended, that of an initializer being the first that the thread has.
      const since = Math.max(worker.restedAt, tasks[0]?.submittedAt ?? 0);
      if (guarded.isBusy()) endAwaitedChild(guarded.threadId(), firstMessages > 0 ? 0 : since);
    },
  };

  listen(true);
  // Threads of threads end with those.
  if (threads.isMainThread) guardExit(guarded);
  if (initializer) post(initializer, []);
  return worker;

  function launch(): [Worker, MessagePort] {
    const { port1: nearPort, port2: farPort } = new threads.MessageChannel();
    const workerData: ThreadData = { port: farPort, control, times, program: workerProgram() };
    const launched = openThread(entry, {
      name,
      workerData,
      transferList: [farPort],
      // Changes of `process.env` count in workers too.
      env: threads.SHARE_ENV,
      // A file opened in a worker belongs to the caller and outlives the worker.
      trackUnmanagedFds: false,
      resourceLimits,
    });
    let uncaught: unknown;
    launched.unref();
    launched.on('error', (error) => {
      uncaught = error;
    });
    launched.on('exit', (code) => {
      if (uncaught !== undefined && unheard && entry === 'url' && !guarded.isKilled) {
        nearPort.close();
        relaunch(unheard);
        return;
      }
      releaseFromExit(guarded);
      const how = uncaught === undefined ? `ended with exit code ${code}` : 'died of an uncaught error';
      events.onExit(worker, how, uncaught);
      // Its id may soon be that of another thread, whose children are to live.
      tasks.length = firstMessages = 0;
      // What the thread said before is heard by then.
      nearPort.close();
    });
    return [launched, nearPort];
  }

  /** Starts the thread in the other way, and says again what the first has not heard. */
  function relaunch(batches: readonly Batch[]): void {
    entry = 'text';
    [thread, port] = launch();
    listen(true);
    unheard = [];
    for (const batch of batches) post(batch, []);
    if (tasks.length > 0) thread.ref();
  }

  /** It may be about to start one, so this looks again, ever more seldom. */
  function endChildrenUntilGone(patience: number): void {
    guarded.endChildren();
    if (guarded.isBusy()) setTimeout(endChildrenUntilGone, patience, 2 * patience).unref();
  }

  function listen(isListening: boolean): void {
    port[isListening ? 'on' : 'off']('message', announce);
    // It is the thread that keeps the process alive, because it is there until its exit is known.
    port.unref();
  }

  function announce(message: unknown): void {
    if (unheard && entry === 'text') preferText();
    unheard = undefined;
    const reply = replyIn(message);
    if (reply) events.onReply(worker, reply);
  }

  function post(batch: Batch, transfer: Task['transfer']): void {
    if (transfer.length > 0) unheard = undefined;
    unheard?.push(batch);
    // Looking through an empty list costs about as much as sending the message.
    if (transfer.length === 0) port.postMessage(batch);
    else port.postMessage(batch, transfer);
    Atomics.add(control, Control.SENT, 1);
    Atomics.notify(control, Control.SENT);
  }

  /** The reply in a message, or one that it announces. */
  function replyIn(message: unknown): ReplyMessage | undefined {
    if (message === ANNOUNCEMENT) {
      Atomics.store(control, Control.ANNOUNCED, 0);
      return worker.receive?.();
    }
    if (!Array.isArray(message)) return primitive(message);
    repliesSeen = (repliesSeen + 1) | 0;
    firstMessages--;
    return message as unknown as ReplyMessage;
  }

  /** The reply with a primitive result, which travels without the rest. */
  function primitive(result: unknown): ReplyMessage {
    repliesSeen = (repliesSeen + 1) | 0;
    const slot = firstSlot();
    const [startedAt = 0, ranFor = 0] = [times[3 * slot], times[3 * slot + 1]];
    return [slot, Status.RETURNED, Form.PLAIN, result, startedAt, ranFor, undefined];
  }

  function firstSlot(): number {
    return tasks[0]?.message[0] ?? 0;
  }

  /** Takes a task off the list. */
  function forget(index: number): Task | undefined {
    // To take off the first costs far less than to take out any.
    const task = index === 0 ? tasks.shift() : tasks.splice(index, 1)[0];
    if (tasks.length === 0) thread.unref();
    return task;
  }

  function stateOf(slot: number): number {
    return Atomics.load(control, Control.FIRST_SLOT + (slot % Control.SLOTS));
  }
}
