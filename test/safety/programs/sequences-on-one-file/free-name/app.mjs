import fs from 'node:fs';
import { join } from 'node:path';
export async function keep(folder, text) {
  let number = 1;
  while (fs.existsSync(join(folder, `note-${number}`))) number++;
  fs.writeFileSync(join(folder, `note-${number}`), text);
  return number;
}
