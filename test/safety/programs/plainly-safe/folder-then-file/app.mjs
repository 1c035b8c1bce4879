import fs from 'node:fs';
import path from 'node:path';
export async function write(folder, name, text) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}
