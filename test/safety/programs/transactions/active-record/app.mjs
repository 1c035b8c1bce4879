import fs from 'node:fs';
import { Invoice } from './invoice.mjs';
export async function invoice(number, file) {
  if (Invoice.exists(number)) return 'twice';
  const made = new Invoice(number, fs.readFileSync(file, 'utf8'));
  made.save();
  return made.text;
}
