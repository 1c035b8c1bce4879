import fs from 'node:fs';
import db from './db.mjs';
export async function rows(schema, file) {
  db.useSchema(schema);
  const text = fs.readFileSync(file, 'utf8');
  return db.query(text);
}
