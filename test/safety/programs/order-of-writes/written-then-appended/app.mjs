import fs from 'node:fs';
export async function start(file) {
  if (!fs.existsSync(file)) return false;
  fs.writeFileSync(file, 'head;');
  fs.appendFileSync(file, 'first;');
  return true;
}
