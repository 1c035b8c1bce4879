import fs from 'node:fs';
export async function add(user) {
  const users = JSON.parse(fs.readFileSync(`users.json`, 'utf8'));
  users.push(user);
  fs.writeFileSync('users.json', JSON.stringify(users));
}
