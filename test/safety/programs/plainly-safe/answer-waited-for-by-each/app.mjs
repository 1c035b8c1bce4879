import fs from 'node:fs';
const checks = {
  async text(found, file) {
    found.text = fs.readFileSync(file, 'utf8');
  },
};
export async function ask(file) {
  const found = {};
  for (const check of Object.values(checks)) await check(found, file);
  return found;
}
