import fs from 'node:fs';
import { Versions } from './app.ts';
import { DatabaseSync } from 'node:sqlite';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const db = new DatabaseSync(':memory:');
db.exec('create table versions(number int, size int)');
const versions = new Versions(db);
console.log(
  (await Promise.allSettled([versions.add('a'), versions.add('b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
