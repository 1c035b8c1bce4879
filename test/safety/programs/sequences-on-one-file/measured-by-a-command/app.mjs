import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
export async function measure(file, text) {
  fs.writeFileSync(file, text);
  return execFileSync('wc', ['-c', file], { encoding: 'utf8' }).trim();
}
