import fs from 'node:fs';
export async function audit(user, action) {
  fs.appendFileSync('audit.log', 'BEGIN ' + user + '\n');
  fs.appendFileSync('audit.log', 'ACTION ' + action + '\n');
  fs.appendFileSync('audit.log', 'END ' + user + '\n');
}
