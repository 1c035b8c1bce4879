import fs from 'node:fs';
const LOCK = 'build.lock';
export async function build(name) {
  if (fs.existsSync('build.lock')) return `${name} waits`;
  fs.writeFileSync(LOCK, name);
  return `${name} builds`;
}
