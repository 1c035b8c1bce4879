import fs from 'node:fs';
export function uniqueName(name) {
  let number = 0;
  while (fs.existsSync(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
