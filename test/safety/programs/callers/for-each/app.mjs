import { readFileSync } from 'node:fs';
export function totalSize(files) {
  let total = 0;
  files.forEach(async (file) => {
    total += readFileSync(file).length;
  });
  return total;
}
