import { readFileSync } from 'node:fs';
export async function run(load) {
  const parts = { figures: load(), template: undefined };
  parts.template = readFileSync('big', 'utf8');
  return Promise.all(Object.values(parts));
}
