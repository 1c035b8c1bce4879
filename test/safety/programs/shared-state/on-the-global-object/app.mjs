import fs from 'node:fs';
globalThis.started ??= false;
export async function start() {
  if (globalThis.started) return 'running';
  fs.writeFileSync('pid', String(process.pid));
  globalThis.started = true;
  return 'started';
}
