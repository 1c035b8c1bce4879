import fs from 'node:fs';
import { currentUser, runAs } from './auth.mjs';
export const page = (user, file) =>
  runAs(user, async () => {
    const text = fs.readFileSync(file, 'utf8');
    return `${text} of ${currentUser()}`;
  });
