import type { ReplyMessage } from '../worker/protocol.ts';
import type { Task } from './task.ts';

/** A worker as the pool sees it, whether thread or process. */
export interface PoolWorker {
  /** Tasks it has, in the order in which it runs them: the first may be running, the others wait. */
  readonly tasks: readonly Task[];
  /** How many more tasks it can be given. */
  readonly room: number;
  /** How often it has been given tasks. */
  readonly batches: number;
  /** Whether its program is up. */
  readonly isReady: boolean;
  /** Whether it has begun its first task. */
  readonly isRunning: boolean;

  /** Gives it tasks. They run one after the other. */
  send(tasks: readonly Task[]): void;
  /** Takes a task back, unless it has started. */
  retract(task: Task): boolean;
  /** Takes the worker's answer to its first task off the list. */
  settle(reply: ReplyMessage): Task | undefined;
  /** Lets it end once it has run what it was given. */
  end(): void;
  /** Stops it at once, whatever it is doing. */
  kill(): void;
}

/** What a worker tells the pool. */
export interface PoolWorkerEvents {
  onReady(): void;
  onReply(worker: PoolWorker, reply: ReplyMessage): void;
  /** All replies that had arrived have been handed over. */
  onDrained(): void;
  /** The initializer threw `cause`. */
  onInitializerFailed(cause: unknown): void;
  /** It has ended. `how` completes "The worker …"; `cause` is its uncaught error. */
  onExit(worker: PoolWorker, how: string, cause: unknown): void;
}

/** Starts a worker. Throws if that is impossible. */
export type StartWorker = (events: PoolWorkerEvents) => PoolWorker;
