import fs from 'node:fs';
const session = { user: '' };
const sealed = Object.seal(session);
export async function greet(user, file) {
  sealed.user = user;
  const text = fs.readFileSync(file, 'utf8');
  return `${session.user}: ${text}`;
}
