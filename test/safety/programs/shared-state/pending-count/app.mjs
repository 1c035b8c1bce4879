import fs from 'node:fs';
let active = 0;
let peak = 0;
export async function job(f) {
  active++;
  peak = Math.max(peak, active);
  fs.readFileSync(f);
  active--;
  return peak;
}
