import fs from 'node:fs';
import { remaining } from './coupons.mjs';
import { redeem } from './orders.mjs';
export async function checkOut(code, file) {
  const left = remaining(code);
  if (left === 0) throw new Error('used up');
  const receipt = fs.readFileSync(file, 'utf8');
  redeem(code);
  return receipt;
}
