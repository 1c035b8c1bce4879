import fs from 'node:fs';
import { build } from './app.mjs';
const base = process.cwd();
for (const d of ['r1', 'r2']) fs.mkdirSync(base + '/' + d);
const p = build('r1');
const seen = process.cwd() === base ? 'home' : 'moved';
console.log(
  seen,
  await p,
  (await Promise.allSettled([build('r1'), build('r2')])).map((x) => x.value ?? x.reason.code).join(),
);
