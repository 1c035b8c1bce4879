import fs from 'node:fs';
import { query, withTransaction } from './db.mjs';
export const page = (user, file) =>
  withTransaction(async () => {
    const text = fs.readFileSync(file, 'utf8');
    return query(text + user);
  });
