import fs from 'node:fs';
import * as session from './session.mjs';
export async function greet(name, file) {
  session.login(name);
  const text = fs.readFileSync(file, 'utf8');
  return `${session.current}: ${text}`;
}
