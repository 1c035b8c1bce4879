import fs from 'node:fs';
const target = new EventTarget();
export async function news(file) {
  const text = fs.readFileSync(file, 'utf8');
  return new Promise((resolve) => target.addEventListener('news', () => resolve(text)));
}
export { target };
