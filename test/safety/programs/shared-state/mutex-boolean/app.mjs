import fs from 'node:fs';
let locked = false;
export async function once(n) {
  if (locked) throw new Error('busy');
  locked = true;
  fs.writeFileSync('x', String(n));
  locked = false;
  return n;
}
