import fs from 'node:fs';
const target = { path: 'status' };
export async function show(lines) {
  fs.truncateSync(target.path);
  for (const line of lines) fs.appendFileSync(target.path, `${line}\n`);
}
