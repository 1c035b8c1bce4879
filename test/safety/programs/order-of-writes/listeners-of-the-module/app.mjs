import fs from 'node:fs';
const listeners = new Set();
export const onPage = (listener) => listeners.add(listener);
export async function open(file) {
  const text = fs.readFileSync(file, 'utf8');
  listeners.forEach((listener) => listener(text));
}
