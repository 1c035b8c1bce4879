import fs from 'node:fs';
const target = { path: 'status' };
export async function show(lines) {
  fs.truncateSync(target.path);
  lines.forEach((line) => {
    fs.appendFileSync(target.path, `${line}\n`);
  });
}
