import fs from 'node:fs';
import path from 'node:path';
export async function list(user) {
  return fs.readdirSync(user.backups);
}
export function clean(account) {
  fs.rmSync(path.join(account.uploads, 'old'), { force: true });
}
