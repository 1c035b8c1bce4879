import fs from 'node:fs';
import { list, prune } from './app.mjs';
fs.mkdirSync('b', { recursive: true });
for (const name of ['1', '2', '3']) fs.writeFileSync(`b/${name}`, name);
const me = { backups: 'b' };
const results = [(await list(me)).length];
for (let i = 0; i < 3; i++) {
  const listed = list(me).then(
    (sizes) => sizes.length,
    (error) => error.code,
  );
  await null;
  const until = Date.now() + 100;
  while (Date.now() < until); // another handler computes, and then prunes
  prune(me);
  results.push(await listed);
}
console.log(results.join(' '));
