import console from 'node:console';
import fs from 'node:fs';
export async function f(path) {
  console.count('pages');
  const text = fs.readFileSync(path, 'utf8');
  console.countReset('pages');
  return text;
}
