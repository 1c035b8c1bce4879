import fs from 'node:fs';
const checks = {
  async license(found, file) {
    found.push(fs.readFileSync(file, 'utf8'));
  },
};
export function ask(file) {
  const found = [];
  const runs = Object.values(checks).map((check) => {
    return check(found, file);
  });
  return found;
}
