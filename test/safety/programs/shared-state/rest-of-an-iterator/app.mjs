import { readFileSync } from 'node:fs';

const waiting = ['first', 'second', 'third'].values();

export async function next() {
  const { value, done } = waiting.next();
  if (done) return 'nobody';
  const text = readFileSync(`${value}.txt`, 'utf8');
  return `${text}, and then ${[...waiting].join()}`;
}
