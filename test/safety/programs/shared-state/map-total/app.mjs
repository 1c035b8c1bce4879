import fs from 'node:fs';
const totals = new Map();
export async function count(dir, file) {
  totals.set(dir, (totals.get(dir) ?? 0) + fs.statSync(file).size);
}
export const total = (dir) => totals.get(dir);
