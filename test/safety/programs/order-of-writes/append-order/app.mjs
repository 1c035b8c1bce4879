import fs from 'node:fs';
export async function log(line) {
  fs.appendFileSync('app.log', line + '\n');
}
