import fs from 'node:fs';
import { execFileSync } from 'node:child_process';
async function main() {
  execFileSync('mkdir', ['made']);
  console.log(fs.readdirSync('.').includes('made'));
}
await main();
