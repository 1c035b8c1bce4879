import fs from 'node:fs';
export async function load(name) {
  const loading = import(name);
  const text = fs.readFileSync('big', 'utf8');
  const { make } = await loading;
  return make(text);
}
