import { EventEmitter } from 'node:events';
import fs from 'node:fs';
class Bus extends EventEmitter {}
export const bus = new Bus();
export async function news(file) {
  const text = fs.readFileSync(file, 'utf8');
  return new Promise((resolve) => bus.once('news', (what) => resolve(text + what)));
}
