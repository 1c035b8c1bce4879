import fs from 'node:fs';
export async function go() {
  if (go.done) return 'done';
  fs.writeFileSync('x', '');
  go.done = true;
  return 'ok';
}
