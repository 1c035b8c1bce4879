import fs from 'node:fs';
import { find } from './users.mjs';
export const add = (id, file) =>
  find(id).then(async ({ items }) => {
    const text = fs.readFileSync(file, 'utf8');
    items.push(text);
  });
