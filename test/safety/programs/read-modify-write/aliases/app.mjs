import fs from 'node:fs';
const { readFileSync: read, writeFileSync: write } = fs;
const counter = new URL('counter', import.meta.url);
export async function next() {
  const last = Number(read(counter, 'utf8'));
  write(counter, String(last + 1));
  return last + 1;
}
