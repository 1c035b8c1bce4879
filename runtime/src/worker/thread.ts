import type { MessagePort } from 'node:worker_threads';
import { getBuiltinModule, readlinkSync } from '../common/node.ts';
import * as Control from './control.ts';
import {
  ANNOUNCEMENT,
  END,
  INITIALIZER,
  now,
  TASK_LENGTH,
  type Batch,
  type TaskMessage,
} from './protocol.ts';
import type { Channel } from './channel.ts';
import { runTask } from './run-task.ts';
import * as Slot from './slot.ts';
import * as Status from './status.ts';

// Those that there are now: a function may replace them.
const { add, compareExchange, exchange, load, store, wait } = Atomics;

/**
 * Milliseconds within which another task may come, and how many may, before the event loop has its turn. To turn it after
 * each task would take longer than most of them do. (A shorter wait costs more, because the system has to set a clock.)
 */
const SOON = 10;
const MOST_BEFORE_TURN = 16;

/** What the main thread gives a worker thread when it starts it. */
export interface ThreadData {
  /** The text of the program. */
  readonly program: string;
  readonly port: MessagePort;
  readonly control: Int32Array<SharedArrayBuffer>;
  /** For the latest task in each slot, when it started, how long it ran (as in `ReplyMessage`), and a numeric result. */
  readonly times: Float64Array<SharedArrayBuffer>;
}

/**
 * The loop of a worker thread. While there is nothing to do it sleeps in `Atomics.wait`, which wakes twice as fast as
 * an event loop does. Its own event loop turns only when a function has left work for it.
 */
export function serveThread({ port, control, times }: ThreadData): void {
  const channel: Channel = {
    between: 'threads',
    post(reply, transfer) {
      const [slot, status, , payload, startedAt, ranFor, written] = reply;
      const isPrimitive = status === Status.RETURNED && Object(payload) !== payload;
      let isLeft = false;
      if (isPrimitive && slot !== INITIALIZER && !written) {
        const isNumber = typeof payload === 'number';
        times[3 * slot] = startedAt;
        times[3 * slot + 1] = ranFor;
        if (isNumber) times[3 * slot + 2] = payload;
        const state = isNumber ? Slot.NUMBER : Slot.LEFT + Slot.SMALL.indexOf(payload);
        isLeft = state >= Slot.LEFT;
        if (isLeft) store(control, Control.FIRST_SLOT + slot, state);
        // A message that is no array takes a third of the time, so a text travels alone.
        else port.postMessage(payload);
      }
      // Looking through an empty list costs about as much as sending the message.
      else if (transfer.length === 0) port.postMessage(reply);
      else port.postMessage(reply, transfer);
      add(control, Control.REPLIED, 1);
      if (isLeft && exchange(control, Control.ANNOUNCED, 1) === 0) port.postMessage(ANNOUNCEMENT);
    },
  };
  const { receiveMessageOnPort } = getBuiltinModule('worker_threads');
  const restingResources = process.getActiveResourcesInfo().length;
  /** Tasks of the batch that was received last. */
  let batch: readonly TaskMessage[number][] = [];
  let position = 0;
  /** Whether a function may have left work for the event loop, and whether the loop has turned since. */
  let leftWork = false;
  let turned = false;
  /** How many times the loop could have turned, and more tasks came instead. */
  let putOff = 0;

  store(control, Control.THREAD_ID, threadId());
  channel.post([INITIALIZER, Status.READY, 0, undefined, now(), 0, undefined], []);
  work();

  /**
   * Runs what there is to run, and sleeps until there is more: this thread is for blocking.
   *
   * @nonblocking
   */
  function work(): void {
    for (;;) {
      if (position < batch.length) {
        const task = batch.slice(position, (position += TASK_LENGTH)) as unknown as TaskMessage;
        if (!claim(task)) continue;
        const outcome = runTask(task, channel);
        if (outcome !== 'quiet') {
          leftWork = true;
          turned = false;
        }
        if (outcome instanceof Promise) {
          // It may wait for what keeps no event loop alive: another thread, or a timer with `unref`.
          port.ref();
          void outcome.then(() => {
            port.unref();
            work();
          });
          return;
        }
        continue;
      }
      const sent = load(control, Control.SENT);
      const received = receiveMessageOnPort(port) as { message: Batch } | undefined;
      if (received) begin(received.message);
      else if (!leftWork) wait(control, Control.SENT, sent);
      else if ((turned || !isMoreComing(sent)) && attendToLeftWork()) return;
    }
  }

  /** Whether the loop need not turn yet: promises can wait for a moment, other work cannot. */
  function isMoreComing(sent: number): boolean {
    return (
      ++putOff < MOST_BEFORE_TURN && !hasWork() && wait(control, Control.SENT, sent, SOON) !== 'timed-out'
    );
  }

  /** Lets the event loop turn for as long as anything is left in it; false when nothing is. */
  function attendToLeftWork(): boolean {
    if (!turned) {
      turned = true;
      putOff = 0;
      setImmediate(work);
      return true;
    }
    leftWork = hasWork();
    if (leftWork) port.once('message', resume);
    return leftWork;
  }

  function hasWork(): boolean {
    return process.getActiveResourcesInfo().length > restingResources;
  }

  function begin(received: Batch): void {
    if (received === END) process.exit();
    batch = received;
    position = 0;
  }

  /** Called by the event loop, which has to be left before this thread may sleep again. */
  function resume(received: Batch): void {
    begin(received);
    setImmediate(work);
  }

  function claim([slot]: TaskMessage): boolean {
    if (slot === INITIALIZER) return true;
    const index = Control.FIRST_SLOT + slot;
    if (compareExchange(control, index, Slot.FREE, Slot.RUNNING) === Slot.FREE) return true;
    store(control, index, Slot.FREE);
    return false;
  }
}

/** Lets the main thread find the processes this thread waits for; 0 where the system is not Linux. */
function threadId(): number {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  } catch {
    return 0;
  }
}
