import fs from 'node:fs';
const used = new WeakMap();
export async function take(token) {
  if (used.get(token)) return 'denied';
  fs.appendFileSync('tokens.log', 'x');
  used.set(token, true);
  return 'granted';
}
