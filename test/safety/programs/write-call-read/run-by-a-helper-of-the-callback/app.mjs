import fs from 'node:fs';
import * as auth from './auth.mjs';
async function text(file) {
  const content = fs.readFileSync(file, 'utf8');
  return `${content} of ${auth.currentUser()}`;
}
export const page = (user, file) => auth.runAs(user, () => text(file));
