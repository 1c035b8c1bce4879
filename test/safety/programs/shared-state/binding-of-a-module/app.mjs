import fs from 'node:fs';
import { current as user, login } from './session.mjs';
export async function greet(name, file) {
  login(name);
  const text = fs.readFileSync(file, 'utf8');
  return `${user}: ${text}`;
}
