import { readFileSync } from 'node:fs';

export async function show(name) {
  console.count('shown');
  const text = readFileSync(`${name}.txt`, 'utf8');
  console.countReset('shown');
  return text;
}
