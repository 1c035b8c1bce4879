import { once } from 'node:events';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
export async function run(n) {
  const kids = [];
  for (let i = 0; i < n; i++) {
    kids.push(spawn('true'));
    fs.writeFileSync(i + '.pid', String(kids[i].pid));
  }
  for (const k of kids) k.on('exit', () => console.log('exit'));
}
