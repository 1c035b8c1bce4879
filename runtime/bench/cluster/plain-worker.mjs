/** The worker of plain BullMQ: what a program without to-thread would write. */
import { Worker } from 'bullmq';
import * as work from './work.mjs';

const [port, concurrency] = process.argv.slice(2).map(Number);
const worker = new Worker(
  'plain',
  ({ name, data }) => {
    const result = work[name](...data);
    // JSON has no bytes.
    return result instanceof Uint8Array ? { base64: result.toString('base64') } : result;
  },
  { connection: { port }, concurrency },
);
await worker.waitUntilReady();
console.log('ready');
