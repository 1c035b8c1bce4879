import fs from 'node:fs';
export async function write(files, text) {
  for (const file of files) fs.writeFileSync(file, text);
}
