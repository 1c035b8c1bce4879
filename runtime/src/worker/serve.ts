import { getBuiltinModule } from '../common/node.ts';
import { serveProcess } from './process.ts';
import { serveThread, type ThreadData } from './thread.ts';

/** Where the program of every worker, thread or process, begins. */
export function serve(): void {
  const threads = getBuiltinModule('worker_threads');
  if (threads.isMainThread) serveProcess();
  else serveThread(threads.workerData as ThreadData);
}
