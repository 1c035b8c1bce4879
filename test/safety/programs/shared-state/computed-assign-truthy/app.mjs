import fs from 'node:fs';
const owners = {};
export async function claim(name, user) {
  if (owners[name]) return owners[name];
  fs.appendFileSync('claims.log', name + ' ' + user + '\n');
  owners[name] = user;
  return user;
}
