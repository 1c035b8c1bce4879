import { spawn } from 'node:child_process';
import fs from 'node:fs';
function watch(child) {
  child.on('error', (e) => console.log('child error', e.code));
}
export async function run(command) {
  const child = spawn(command);
  fs.writeFileSync('pid', String(child.pid));
  watch(child);
}
