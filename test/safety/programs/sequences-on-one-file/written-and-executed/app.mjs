import child from 'node:child_process';
import fs from 'node:fs';
export async function build(script, code) {
  fs.writeFileSync(script, code);
}
export const start = (script) => child.execFile('node', [script]);
