import fs from 'node:fs';
import { currentUser, setUser } from './state.mjs';
export async function run(file) {
  setUser(file);
  const text = fs.readFileSync(file, 'utf8');
  return `${text} for ${currentUser()}`;
}
