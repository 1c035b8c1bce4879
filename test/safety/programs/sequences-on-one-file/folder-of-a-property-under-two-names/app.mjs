import fs from 'node:fs';
import path from 'node:path';
export function prune(account) {
  const oldest = fs.readdirSync(account.backups)[0];
  fs.rmSync(path.join(account.backups, oldest));
}
export async function list(user) {
  const names = fs.readdirSync(user.backups);
  return names.map((name) => fs.statSync(path.join(user.backups, name)).size);
}
