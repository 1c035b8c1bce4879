import type { ChildProcess, Serializable } from 'node:child_process';
import { decode } from '../common/common.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import { endProcessTree } from '../thread-pool/child-processes.ts';
import { END, INITIALIZER, type Batch, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import { workerSource } from '../worker/source.ts';
import { inheritedOptions } from './inherited-options.ts';

/** One worker process, seen from its parent. It has one task at a time. */
export class WorkerProcess implements PoolWorker {
  readonly tasks: Task[] = [];
  isReady = false;
  batches = 0;
  readonly #child: ChildProcess;
  readonly #events: PoolWorkerEvents;
  #error: unknown;
  #isOver = false;

  constructor(initializer: TaskMessage | undefined, events: PoolWorkerEvents) {
    this.#events = events;
    // Loaded when needed: it takes longer than all the rest of to-thread.
    const { spawn } = process.getBuiltinModule('node:child_process');
    this.#child = spawn(process.execPath, [...inheritedOptions(process.execArgv), '--eval', workerSource], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('message', (reply) => {
      this.#receive(reply as unknown as ReplyMessage);
    });
    this.#child.on('error', (error) => {
      this.#error = error;
      if (this.#child.pid === undefined) this.#exited(null, null);
    });
    this.#child.on('exit', (code, signal) => {
      this.#exited(code, signal);
    });
    this.#stayAlive(false);
    if (initializer) this.#post([initializer]);
  }

  get room(): number {
    return this.tasks.length === 0 ? 1 : 0;
  }

  get isRunning(): boolean {
    return this.isReady && this.tasks.length > 0;
  }

  send(tasks: readonly Task[]): void {
    for (const task of tasks) task.slot = 0;
    this.#post(tasks.map((task) => task.message()));
    this.tasks.push(...tasks);
    this.batches++;
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

  end(): void {
    this.#stayAlive(true);
    this.#post(END);
  }

  kill(): void {
    this.#stayAlive(false);
    if (this.#child.pid !== undefined) endProcessTree(this.#child.pid);
  }

  #receive(reply: ReplyMessage): void {
    const [slot, status, form, payload] = reply;
    if (slot !== INITIALIZER) {
      this.#events.onReply(this, reply);
    } else if (status === Status.READY) {
      this.isReady = true;
      this.#events.onReady();
    } else if (status !== Status.RETURNED) {
      this.#events.onInitializerFailed(decode(form, payload));
    }
    this.#events.onDrained();
  }

  #post(batch: Batch): void {
    // A worker that has just died says so by its exit.
    this.#child.send(batch as unknown as Serializable, () => undefined);
  }

  #stayAlive(needed: boolean): void {
    // In Bun a channel has neither method.
    const channel: { ref?(): void; unref?(): void } | null | undefined = this.#child.channel;
    if (needed) {
      this.#child.ref();
      channel?.ref?.();
    } else {
      this.#child.unref();
      channel?.unref?.();
    }
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const how = signal === null ? `ended with exit code ${code ?? 'unknown'}` : `was ended by ${signal}`;
    this.#events.onExit(this, how, this.#error);
  }
}
