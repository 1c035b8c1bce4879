import fs from 'node:fs';
import path from 'node:path';
export function prune(account) {
  const dir = account.backups;
  const oldest = fs.readdirSync(dir)[0];
  fs.rmSync(path.join(dir, oldest));
}
export async function list(user) {
  const names = fs.readdirSync(user.backups);
  return names.map((name) => fs.statSync(path.join(user.backups, name)).size);
}
