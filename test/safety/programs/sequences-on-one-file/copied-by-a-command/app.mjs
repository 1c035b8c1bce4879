import { execSync } from 'node:child_process';
import fs from 'node:fs';
export async function convert(input, output) {
  execSync(`cp ${input} ${output}.txt`);
  return fs.readFileSync(`${output}.txt`, 'utf8').length;
}
