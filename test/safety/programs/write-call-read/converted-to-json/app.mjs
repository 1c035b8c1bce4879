import fs from 'node:fs';
let version = 0;
const meta = { toJSON: () => version };
export async function run(file) {
  version++;
  const text = fs.readFileSync(file, 'utf8');
  return JSON.stringify({ text, meta });
}
