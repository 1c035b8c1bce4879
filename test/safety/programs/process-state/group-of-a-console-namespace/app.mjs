import * as output from 'console';
import fs from 'node:fs';
export async function f(path) {
  output.group(path);
  const text = fs.readFileSync(path, 'utf8');
  output.log(text);
  output.groupEnd();
  return text;
}
