import { appendFileSync, existsSync, writeFileSync } from 'node:fs';

export async function open(file) {
  if (!existsSync(file)) writeFileSync(file, 'name\n');
}

export function add(file, name) {
  appendFileSync(file, `${name}\n`);
}
