import { existsSync, writeFileSync } from 'node:fs';

export function store(file, text) {
  writeFileSync(file, text);
}

export async function isStored(file) {
  return existsSync(file);
}
