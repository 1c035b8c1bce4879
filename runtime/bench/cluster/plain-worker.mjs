/**
 * The worker of plain BullMQ: what a program without to-thread would write. Functions run where it speaks with Redis, or, so
 * that those that block do not hold up the renewal of its locks, on threads, which BullMQ calls a sandbox.
 */
import { Worker } from 'bullmq';
import { fileURLToPath } from 'node:url';
import process from './plain-process.mjs';

const [queue, place, port, concurrency] = globalThis.process.argv.slice(2);
const file = fileURLToPath(new URL('plain-process.mjs', import.meta.url));
const worker = new Worker(queue, place === 'threads' ? file : process, {
  ...{ connection: { port: Number(port) }, concurrency: Number(concurrency), useWorkerThreads: true },
});
await worker.waitUntilReady();
console.log('ready');
