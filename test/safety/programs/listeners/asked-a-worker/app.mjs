import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
const code = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', (n) => parentPort.postMessage(n * 2));`;
const worker = new Worker(code, { eval: true });
export async function ask(n) {
  worker.postMessage(n);
  const unit = readFileSync('unit', 'utf8');
  const [answer] = await once(worker, 'message');
  return `${answer} ${unit}`;
}
export const end = () => worker.terminate();
