import fs from 'node:fs';
import { AsyncLocalStorage } from 'node:async_hooks';
export const als = new AsyncLocalStorage();
export async function work() {
  als.enterWith('inner');
  const t = fs.readFileSync('package.json', 'utf8');
  return als.getStore() + t.length;
}
