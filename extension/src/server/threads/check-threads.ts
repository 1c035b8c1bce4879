import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { clearTimeout, setTimeout } from 'node:timers';
import { Worker } from 'node:worker_threads';
import type { FileChecks } from '../workspace/file-checks.ts';
import type { FileOutcome } from '../workspace/file-outcome.ts';
import type { Answer, FileTask } from './messages.ts';

/** More threads would each need the memory of a linter, and wait for the same disk. */
const MOST_THREADS = 4;

/** More milliseconds would be taken for none. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Checks files on threads, so that the server goes on answering, and can end a check that does not end by itself. */
export class CheckThreads implements FileChecks {
  readonly #program: string | URL;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  #isEnded = false;
  /** One processor is left to the server, and to whoever types. */
  readonly lanes = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1));

  /** @param program the file that threads run */
  constructor(program: string | URL) {
    this.#program = program;
  }

  /** @throws when the file cannot be read or checked, takes longer than it may, or the threads were ended */
  async check(task: FileTask): Promise<FileOutcome> {
    if (this.#isEnded) throw new Error('the threads were ended');
    const worker = this.#idle.pop() ?? this.#start();
    const answer = await answerOf(worker, task).catch((error: unknown) => {
      this.#end(worker);
      throw error;
    });
    this.#idle.push(worker);
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer.outcome;
  }

  /** Ends all threads at once; checks under way reject. */
  [Symbol.dispose](): void {
    this.#isEnded = true;
    for (const worker of this.#all) this.#end(worker);
  }

  #start(): Worker {
    // What a project's configuration prints must not get among the messages to the client.
    const worker = new Worker(this.#program, { stdout: true });
    worker.stdout.pipe(process.stderr, { end: false });
    // Said to whoever waits for an answer; a thread that nobody waits for is started anew when it is needed.
    worker.on('error', () => undefined);
    worker.unref();
    this.#all.add(worker);
    return worker;
  }

  #end(worker: Worker): void {
    this.#all.delete(worker);
    void worker.terminate();
  }
}

async function answerOf(worker: Worker, task: FileTask): Promise<Exclude<Answer, { kind: 'begun' }>> {
  const { maxCheckTime } = task.settings;
  const stop = new AbortController();
  const { signal } = stop;
  let timer: NodeJS.Timeout | undefined;
  const answer = new Promise<Exclude<Answer, { kind: 'begun' }>>((resolve, reject) => {
    const take = (said: Answer): void => {
      if (said.kind !== 'begun') resolve(said);
      else
        timer = setTimeout(
          () => {
            reject(new Error(`it takes longer than ${maxCheckTime} s`));
          },
          Math.min(maxCheckTime * 1_000, LONGEST_TIMER),
        );
    };
    worker.on('message', take);
    signal.addEventListener('abort', () => worker.off('message', take));
  });
  const end = once(worker, 'exit', { signal }).then((): never => {
    throw new Error('its check was ended');
  });
  try {
    worker.postMessage(task);
    return await Promise.race([answer, end]);
  } finally {
    clearTimeout(timer);
    stop.abort();
    end.catch(() => undefined);
  }
}
