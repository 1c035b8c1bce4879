import { EventEmitter } from 'node:events';
import fs from 'node:fs';
export const bus = new EventEmitter();
export async function news(file) {
  const text = fs.readFileSync(file, 'utf8');
  return new Promise((resolve) => {
    bus.once('news', (what) => resolve(text + what));
  });
}
