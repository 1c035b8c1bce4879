import fs from 'node:fs';
const { group, groupEnd, log } = console;
export async function f(path) {
  group(path);
  log('reading');
  const text = fs.readFileSync(path, 'utf8');
  log(text);
  groupEnd();
  return text;
}
