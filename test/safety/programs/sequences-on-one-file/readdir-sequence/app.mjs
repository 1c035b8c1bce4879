import fs from 'node:fs';
import path from 'node:path';
export async function store(dir, mail) {
  const number = fs.readdirSync(dir).length + 1;
  const file = path.join(dir, `${number}.eml`);
  fs.writeFileSync(file, mail);
  return file;
}
