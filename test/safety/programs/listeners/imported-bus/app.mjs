import fs from 'node:fs';
import { bus } from './bus.mjs';
export async function news(file) {
  const text = fs.readFileSync(file, 'utf8');
  const { promise, resolve } = Promise.withResolvers();
  bus.on('news', (what) => resolve(text + what));
  return promise;
}
