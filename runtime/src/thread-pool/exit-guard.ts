import type { ThreadWorker } from './thread-worker.ts';

export function guardExit(_worker: ThreadWorker, _policy: 'force' | 'wait'): void {
  // filled below
}
