import fs from 'node:fs';
import path from 'node:path';
export async function tree(folder) {
  const found = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of fs.readdirSync(next, { withFileTypes: true })) {
      const file = path.join(next, entry.name);
      if (entry.isDirectory()) open.push(file);
      else found.push(file);
    }
  }
  return found.sort();
}
