import fs from 'node:fs';
let version = 1;
export async function publish() {
  fs.appendFileSync('releases', `v${version}\n`);
  return `published v${version}`;
}
export function release() {
  version += 1;
}
