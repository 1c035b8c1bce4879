import fs from 'node:fs';
export async function install(dir) {
  try {
    fs.statSync(dir + '/done');
    return 'already';
  } catch {}
  fs.appendFileSync('installs.log', dir + '\n');
  fs.writeFileSync(dir + '/done', '');
  return 'installed';
}
