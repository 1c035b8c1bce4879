import { join } from 'node:path';
import fs from 'node:fs';
export async function f(name) {
  const number = fs.readdirSync(process.cwd()).length;
  fs.writeFileSync(join(`${name}-${number}`), '');
  return number;
}
