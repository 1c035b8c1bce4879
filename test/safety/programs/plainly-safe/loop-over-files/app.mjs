import { readFileSync } from 'node:fs';
export async function countLines(files) {
  let lines = 0;
  for (const file of files) {
    lines += readFileSync(file, 'utf8').split('\n').length;
  }
  return lines;
}
