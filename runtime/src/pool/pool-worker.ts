import type { ReplyMessage } from '../worker/protocol.ts';
import type { Task, TaskHolder } from './task.ts';

/** A worker as the pool sees it, whether thread or process. */
export interface PoolWorker extends TaskHolder {
  /** Whether it runs the initializer before all tasks. */
  readonly isPrepared: boolean;
  /** Whether its program is up and the initializer has returned. Kept by the pool, like the next. */
  isReady: boolean;
  /** When it came up or finished its latest task, on the clock of `now()`. */
  restedAt: number;
  /** How many more tasks it may finish before another takes its place. Kept by the pool. */
  tasksLeft: number;

  /** How many more tasks it can be given. */
  room(): number;
  /** Whether it has begun its first task. */
  isRunning(): boolean;
  /** Gives it tasks. They run one after the other. */
  send(tasks: readonly Task[]): void;
  /** Takes its first task off the list, to which it has replied. */
  settle(): Task | undefined;
  /** A reply that has arrived and was not announced by an event, unless events are the only way. */
  receive?(): ReplyMessage | undefined;
  /** Whether replies are announced by events, as they are at first. */
  listen?(isListening: boolean): void;
  /** Lets it end once it has run what it was given. */
  end(): void;
  /** Stops it at once, whatever it is doing. */
  kill(): void;
}

/** What a worker tells the pool. */
export interface PoolWorkerEvents {
  onReply(worker: PoolWorker, reply: ReplyMessage): void;
  /** It has ended. `how` completes "The worker …"; `cause` is its uncaught error. */
  onExit(worker: PoolWorker, how: string, cause: unknown): void;
}

/** Starts a worker. Throws if that is impossible. */
export type StartWorker = (events: PoolWorkerEvents) => PoolWorker;

/** How many more tasks a worker can be given. */
export function roomIn(worker: PoolWorker): number {
  return Math.min(worker.room(), worker.tasksLeft - worker.tasks.length);
}

export function isIdle({ isReady, tasks }: PoolWorker): boolean {
  return isReady && tasks.length === 0;
}
