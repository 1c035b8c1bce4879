/**
 * The program of every worker, thread or process. The build bundles it into a string inside the package, so that
 * there is no second file that a bundler of the application could lose.
 */
import { isMainThread, workerData } from 'node:worker_threads';
import { serveProcess } from './process.ts';
import { serveThread, type ThreadData } from './thread.ts';

if (isMainThread) serveProcess();
else serveThread(workerData as ThreadData);
