import fs from 'node:fs';
const session = { user: '' };
const held = new WeakRef(session);
const current = () => held.deref()?.user;
export async function greet(user, file) {
  session.user = user;
  const text = fs.readFileSync(file, 'utf8');
  return `${current()}: ${text}`;
}
