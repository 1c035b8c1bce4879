import fs from 'node:fs';
export async function backupAndWrite(file, text) {
  if (fs.existsSync(file)) fs.cpSync(file, file + '.bak');
  fs.writeFileSync(file, text);
}
