import fs from 'node:fs';
import { createSignal } from './signal.mjs';
const [total, setTotal] = createSignal(0);
export async function add(file) {
  const before = total();
  const n = fs.readFileSync(file).length;
  setTotal(before + n);
}
export { total };
