import fs from 'node:fs';
import { retry } from './retry.mjs';
const TIMES = 2;
export const page = (user, file) =>
  retry(TIMES, async () => {
    const text = fs.readFileSync(file, 'utf8');
    return `${text} of ${user}`;
  });
