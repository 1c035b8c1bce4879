import { readFileSync } from 'node:fs';
let isFresh = true;
export async function visit() {
  setTimeout(() => {
    isFresh = false;
  }, 1);
  const page = readFileSync('page', 'utf8');
  return isFresh ? page : 'stale';
}
