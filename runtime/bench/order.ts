/**
 * Measures what keeping calls on files in order costs: `order.ts <path>`. Both sides take turns in one process, because
 * two processes differ by more than that. Prints the figures as JSON, in microseconds of CPU a call in all threads.
 */
import { readFileSync, writeSync } from 'node:fs';
import { ThreadPoolExecutor } from 'to-thread';
import { Order } from '../src/order/order.ts';
import { endProcess, interleave } from './measure.ts';

const [, , path = ''] = process.argv;
const order = new Order();
let isKept = true;
/** Taken for the order of another copy of the package; see `src/order/shared-order.ts`. */
const shared = {
  enter: (...call: Parameters<Order['enter']>) => (isKept ? order.enter(...call) : undefined),
};
Object.defineProperty(globalThis, Symbol.for('to-thread.order.1'), { value: shared });

const ROUNDS = 40;
const CALLS = 1500;
const pool = new ThreadPoolExecutor({ minWorkers: 1, maxWorkers: 1 });
const { figures } = await interleave(
  {
    'to-thread': () => figure(true),
    'order not kept': () => figure(false),
  },
  ROUNDS,
);
writeSync(1, JSON.stringify(figures));
endProcess();

async function figure(kept: boolean): Promise<number> {
  isKept = kept;
  const before = process.cpuUsage();
  for (let i = 0; i < CALLS; i++) await pool.submit(readFileSync, path);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}
