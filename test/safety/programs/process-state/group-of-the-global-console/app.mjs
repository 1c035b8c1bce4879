import fs from 'node:fs';
const output = globalThis.console;
const open = output.group;
const close = output.groupEnd;
export async function f(path) {
  open(path);
  const text = fs.readFileSync(path, 'utf8');
  console.log(text);
  close();
  return text;
}
