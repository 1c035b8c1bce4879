import fs from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { importFile } from './app.mjs';
const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE names (n)');
fs.writeFileSync('a', 'x,y');
fs.writeFileSync('b', 'z');
const r = await Promise.allSettled([importFile(db, 'a'), importFile(db, 'b')]);
console.log(
  r.map((x) => x.status + (x.reason?.message ?? '')).join(),
  db.prepare('SELECT count(*) c FROM names').get().c,
);
