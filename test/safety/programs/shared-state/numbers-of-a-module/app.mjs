import fs from 'node:fs';
import { nextNumber, publish } from './numbers.mjs';
export async function run(file) {
  const number = nextNumber();
  const text = fs.readFileSync(file, 'utf8');
  return publish(number, text);
}
