import fs from 'node:fs';
import { compile } from './schema.mjs';
const check = compile(3);
export async function save(value, file) {
  if (check(value)) return 'saved';
  const help = fs.readFileSync(file, 'utf8');
  return `${check.errors.join()}: ${help}`;
}
