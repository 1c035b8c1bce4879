import { spawn } from 'node:child_process';
import fs from 'node:fs';
const children = new Map();
export async function start(id, command) {
  children.set(id, spawn(command));
  fs.writeFileSync(id + '.pid', String(children.get(id).pid));
  children.get(id).on('error', (e) => console.log('error', e.code));
}
