import fs from 'node:fs';
export let version = 'unknown';
async function init() {
  version = fs.readFileSync('VERSION', 'utf8').trim();
}
void init();
