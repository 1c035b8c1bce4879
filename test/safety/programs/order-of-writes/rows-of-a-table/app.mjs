import fs from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync(':memory:');
db.exec('create table log(id integer primary key, text text)');
const insert = db.prepare('insert into log(text) values (?)');
export async function record(file) {
  const text = fs.readFileSync(file, 'utf8');
  insert.run(text);
}
export const list = () => JSON.stringify(db.prepare('select id, text from log').all());
