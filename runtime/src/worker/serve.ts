import { getBuiltinModule } from '../common/node.ts';
import { serveProcess } from './process.ts';
import { serveThread, type ThreadData } from './thread.ts';

/**
 * Where the program of every worker, thread or process, begins.
 *
 * @param parent the id of the process that has started this one
 */
export function serve(parent = 0): void {
  const threads = getBuiltinModule('worker_threads');
  if (threads.isMainThread) serveProcess(parent);
  else serveThread(threads.workerData as ThreadData);
}
