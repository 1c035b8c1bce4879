import fs from 'node:fs';
const defaults = { user: '' };
const settings = Object.create(defaults);
export async function greet(user, file) {
  defaults.user = user;
  const text = fs.readFileSync(file, 'utf8');
  return `${settings.user}: ${text}`;
}
