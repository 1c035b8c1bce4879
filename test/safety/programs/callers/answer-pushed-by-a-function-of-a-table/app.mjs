import fs from 'node:fs';
const checks = {
  async license(found, file) {
    found.push(fs.readFileSync(file, 'utf8'));
  },
};
export function ask(file) {
  const found = [];
  for (const check of Object.values(checks)) check(found, file);
  return found;
}
