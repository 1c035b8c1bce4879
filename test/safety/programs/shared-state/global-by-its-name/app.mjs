import fs from 'node:fs';
globalThis.current = '';
export async function greet(user, file) {
  globalThis.current = user;
  const text = fs.readFileSync(file, 'utf8');
  return `${current}: ${text}`;
}
