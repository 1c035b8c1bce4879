import fs from 'node:fs';
export function save({ file, list }) {
  fs.writeFileSync(file, JSON.stringify(list));
}
