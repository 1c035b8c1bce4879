import { once } from 'node:events';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
export async function run(n) {
  const children = Array.from({ length: n }, () => spawn('true'));
  fs.writeFileSync('n', String(n));
  return (await Promise.all(children.map((c) => once(c, 'exit')))).length;
}
