import { spawn } from 'node:child_process';
import fs from 'node:fs';
let child;
export async function start(command) {
  child = spawn(command);
  fs.writeFileSync('pid', String(child.pid));
  child.on('error', (e) => console.log('error', e.code));
}
