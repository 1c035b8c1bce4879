import fs from 'node:fs';
import { Crew } from './jobs.mjs';
const crew = new Crew();
async function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  if (text.length > 3) throw new Error('long');
  return text;
}
export async function run(...files) {
  const jobs = new Set(files.map((file) => load(file)));
  return crew.finish([...jobs]);
}
