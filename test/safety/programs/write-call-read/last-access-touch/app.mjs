import fs from 'node:fs';
let lastError = null;
export async function check(f) {
  lastError = null;
  try {
    fs.accessSync(f);
  } catch (e) {
    lastError = e.code;
  }
  return lastError;
}
