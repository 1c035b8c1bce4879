import fs from 'node:fs';
import { runAs } from './auth.mjs';
import { currentUser } from './user.mjs';
export const page = (user, file) =>
  runAs(user, async () => {
    const text = fs.readFileSync(file, 'utf8');
    return `${text} of ${currentUser()}`;
  });
