import type { ChildProcess, Serializable } from 'node:child_process';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import { endProcessTree } from '../thread-pool/child-processes.ts';
import { END, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import { workerSource } from '../common/common.ts';
import { inheritedOptions } from './inherited-options.ts';

/** One worker process, seen from its parent. It has one task at a time. */
export class WorkerProcess implements PoolWorker {
  readonly tasks: Task[] = [];
  isReady = false;
  restedAt = 0;
  readonly #child: ChildProcess;

  constructor(initializer: TaskMessage | undefined, events: PoolWorkerEvents) {
    // Loaded when needed: it takes longer than all the rest of to-thread.
    const { spawn } = process.getBuiltinModule('node:child_process');
    this.#child = spawn(process.execPath, [...inheritedOptions(process.execArgv), '--eval', workerSource], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('message', (reply) => {
      events.onReply(this, reply as unknown as ReplyMessage);
    });
    this.#child.on('error', (error) => {
      if (this.#child.pid === undefined) events.onExit(this, 'could not be executed', error);
    });
    this.#child.on('exit', (code, signal) => {
      const how = signal === null ? `ended with exit code ${code ?? 'unknown'}` : `was ended by ${signal}`;
      events.onExit(this, how, undefined);
    });
    this.#stayAlive(false);
    if (initializer) this.#post(initializer);
  }

  get room(): number {
    return this.tasks.length === 0 ? 1 : 0;
  }

  get isRunning(): boolean {
    return this.isReady && this.tasks.length > 0;
  }

  send(tasks: readonly Task[]): void {
    for (const task of tasks) this.#post(task.message(0));
    this.tasks.push(...tasks);
    this.#stayAlive(true);
  }

  /** A process is not given tasks ahead, so what it has it has started. */
  retract(): boolean {
    return false;
  }

  settle(): Task | undefined {
    this.#stayAlive(false);
    return this.tasks.shift();
  }

  /** All replies are announced. */
  receive(): undefined {
    return undefined;
  }

  listen(): void {
    // There is no other way to get replies, and few come at a time.
  }

  end(): void {
    this.#stayAlive(true);
    this.#post(END);
  }

  kill(): void {
    this.#stayAlive(false);
    if (this.#child.pid !== undefined) endProcessTree(this.#child.pid);
  }

  #post(message: TaskMessage | typeof END): void {
    // A worker that has just died says so by its exit.
    this.#child.send(message as unknown as Serializable, () => undefined);
  }

  #stayAlive(needed: boolean): void {
    const change = needed ? 'ref' : 'unref';
    this.#child[change]();
    // In Bun a channel has no such method.
    const channel: { ref?(): void; unref?(): void } | null | undefined = this.#child.channel;
    channel?.[change]?.();
  }
}
