import fs from 'node:fs';
import { Worker } from 'node:worker_threads';
export async function build(script, code) {
  fs.writeFileSync(script, code);
}
export const start = (script) => new Worker(script);
