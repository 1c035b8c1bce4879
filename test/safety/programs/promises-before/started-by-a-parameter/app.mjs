import { readFileSync } from 'node:fs';

export async function all(files, start) {
  const started = files.map((file) => start(file));
  const names = readFileSync('names', 'utf8').split(',');
  const results = await Promise.allSettled(started);
  return results.map(({ status }, index) => `${names[index]} ${status}`);
}
