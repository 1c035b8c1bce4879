import fs from 'node:fs';
import { inTurn } from './jobs.mjs';
async function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  if (text.length > 3) throw new Error('long');
  return text;
}
export async function run(...files) {
  const jobs = [];
  for (const file of files) jobs.push(load(file));
  return inTurn(...jobs);
}
