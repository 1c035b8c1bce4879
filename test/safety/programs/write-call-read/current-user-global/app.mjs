import fs from 'node:fs';
let currentUser = null;
const greet = () => 'Hello ' + currentUser;
export async function page(user) {
  currentUser = user;
  const template = fs.readFileSync('t.html', 'utf8');
  return template.replace('{{greeting}}', greet());
}
