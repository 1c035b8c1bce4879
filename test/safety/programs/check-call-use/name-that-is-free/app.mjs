import fs from 'node:fs';
import { uniqueName } from './names.mjs';
export async function upload(name, data) {
  const target = uniqueName(name);
  fs.writeFileSync(target, data);
  return target;
}
