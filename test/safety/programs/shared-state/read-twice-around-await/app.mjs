import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
let level = 0;
export async function record() {
  setTimeout(() => {
    level += 1;
  }, 5);
  await sleep(1);
  fs.appendFileSync('levels', `${level};`);
  const text = fs.readFileSync('notes', 'utf8');
  return `${text} at ${level}`;
}
