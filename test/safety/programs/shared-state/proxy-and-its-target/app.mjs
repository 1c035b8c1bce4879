import fs from 'node:fs';
const session = { user: '' };
const guarded = new Proxy(session, {});
export async function visit(user, file) {
  session.user = user;
  const text = fs.readFileSync(file, 'utf8');
  return guarded.user + text;
}
