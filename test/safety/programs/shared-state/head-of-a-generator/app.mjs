import { readFileSync } from 'node:fs';

function* seats() {
  for (let seat = 1; ; seat += 1) yield seat;
}

const free = seats();

export async function pair(name) {
  const first = free.next().value;
  const text = readFileSync(`${name}.txt`, 'utf8');
  const [second] = free;
  return `${text}: ${first} and ${second}`;
}
