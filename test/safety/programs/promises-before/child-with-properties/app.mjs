import fs from 'node:fs';
import { run } from './run.mjs';
export async function start(file) {
  const child = run();
  fs.writeFileSync(file, String(child.pid));
  const { code } = await child;
  return code;
}
