import { readFileSync, writeFileSync } from 'node:fs';

export function store(file, text) {
  writeFileSync(file, text);
}

export async function stored(file) {
  return readFileSync(file, 'utf8');
}
