import { randomUUID } from 'node:crypto';
import fs from 'node:fs';

export async function replace(file, text) {
  const part = `${file}.${randomUUID().slice(0, 8)}`;
  fs.writeFileSync(part, text);
  fs.renameSync(part, file);
}
