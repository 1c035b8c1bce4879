import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Pool, Reader } from './contenders.ts';
import { TIME_LIMIT } from './measure.ts';
import type { Order } from './resident.ts';

const resident = fileURLToPath(new URL('resident.ts', import.meta.url));

/** Contenders, each in a process of its own that is started when it is first needed. */
export class Crew {
  readonly #isPinned: boolean;
  readonly #children = new Map<Pool | Reader, ChildProcess>();

  /** @param isPinned whether each has to make do with one CPU, always the same */
  constructor(isPinned: boolean) {
    this.#isPinned = isPinned;
  }

  /** @returns NaN if it failed or hung; then the next is asked of a new process */
  async figure(name: Pool | Reader, order: Order): Promise<number> {
    const child = this.#children.get(name) ?? this.#start(name);
    const asked = new AbortController();
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(TIME_LIMIT)]);
    try {
      child.send(order);
      const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('It ended.')));
      const [figure] = (await Promise.race([once(child, 'message', { signal }), ended])) as [number | null];
      return figure ?? NaN;
    } catch {
      child.kill('SIGKILL');
      this.#children.delete(name);
      return NaN;
    } finally {
      asked.abort();
    }
  }

  [Symbol.dispose](): void {
    for (const child of this.#children.values()) child.kill('SIGKILL');
  }

  #start(name: Pool | Reader): ChildProcess {
    const node = [process.execPath, '--no-warnings'];
    const [execPath = '', ...execArgv] = this.#isPinned ? ['taskset', '-c', '1', ...node] : node;
    const child = fork(resident, [name], {
      execPath,
      execArgv,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#children.set(name, child);
    return child;
  }
}
