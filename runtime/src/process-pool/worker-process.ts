import type { Serializable } from 'node:child_process';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import { getBuiltinModule } from '../node.ts';
import { endProcess } from '../thread-pool/child-processes.ts';
import { guardExit, releaseFromExit, type GuardedWorker } from '../thread-pool/exit-guard.ts';
import { END, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import { workerProgram } from '../common/common.ts';
import { nodeOptionsFromStart, optionsFromStart } from '../preloads.ts';
import { inheritedOptions } from './inherited-options.ts';

/**
 * Starts a worker process. It has one task at a time.
 *
 * @param initializer run before all tasks
 */
export function startProcess(initializer: TaskMessage | undefined, events: PoolWorkerEvents): PoolWorker {
  const tasks: Task[] = [];
  let hasEnded = false;
  // Loaded when needed: it takes longer than all the rest of to-thread.
  const { spawn } = getBuiltinModule('child_process');
  const nodeOptions = nodeOptionsFromStart(process.env['NODE_OPTIONS']);
  const child = spawn(
    process.execPath,
    [
      ...inheritedOptions(optionsFromStart(process.execArgv) ?? process.execArgv),
      '--eval',
      workerProgram(process.pid),
    ],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      ...(nodeOptions !== undefined && { env: { ...process.env, NODE_OPTIONS: nodeOptions } }),
    },
  );
  child.on('message', (reply) => {
    // With `--watch` Node itself sends the names of the files it loads, which are objects.
    if (Array.isArray(reply)) events.onReply(worker, reply as unknown as ReplyMessage);
  });
  child.on('error', (error) => {
    if (child.pid === undefined) events.onExit(worker, 'could not be executed', error);
  });
  child.on('exit', (code, signal) => {
    releaseFromExit(guarded);
    hasEnded = true;
    const how = signal ? `was ended by ${signal}` : `ended with exit code ${code ?? ''}`;
    const tell = (): void => {
      events.onExit(worker, how, undefined);
    };
    // What it said before comes first.
    if (child.connected) child.once('disconnect', tell);
    else tell();
  });

  const worker: PoolWorker = {
    tasks,
    isPrepared: initializer !== undefined,
    isReady: false,
    restedAt: 0,
    tasksLeft: Infinity,
    room: () => 1 - tasks.length,
    isRunning: () => worker.isReady && tasks.length > 0,
    // What it has been sent cannot be taken back.
    hasBegun: () => true,
    send(more) {
      for (const { message } of more) {
        message[0] = 0;
        post(message);
      }
      tasks.push(...more);
    },
    // What it has it has started, unless it was never up.
    retract(task) {
      const isMine = hasEnded && !worker.isReady;
      if (isMine) tasks.splice(tasks.indexOf(task), 1);
      return isMine;
    },
    settle() {
      stayAlive('unref');
      return tasks.shift();
    },
    end() {
      post(END);
    },
    kill() {
      stayAlive('unref');
      // What earlier tasks have started may live on.
      if (child.pid !== undefined) endProcess(child.pid, worker.restedAt);
    },
  };
  const guarded: GuardedWorker = {
    // An idle one ends by itself when this process does.
    isBusy: () => tasks.length > 0 || !worker.isReady,
    exitWhenStuck: 'wait',
    isKilled: false,
    threadId: () => 0,
    stop() {
      worker.kill();
    },
    endChildren: () => undefined,
  };
  // One that could not be started never ends either.
  if (child.pid !== undefined) guardExit(guarded);
  if (initializer) post(initializer);
  stayAlive('unref');
  return worker;

  function post(message: TaskMessage | typeof END): void {
    stayAlive('ref');
    // A worker that has just died says so by its exit. One that could not be started has no such method.
    (child as Partial<typeof child>).send?.(message as unknown as Serializable, () => undefined);
  }

  function stayAlive(change: 'ref' | 'unref'): void {
    child[change]();
    // In Bun a channel has no such method.
    const channel: { ref?(): void; unref?(): void } | null | undefined = child.channel;
    channel?.[change]?.();
  }
}
