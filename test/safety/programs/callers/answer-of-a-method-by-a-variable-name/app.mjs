import fs from 'node:fs';
class Checks {
  async license(found, file) {
    found.push(fs.readFileSync(file, 'utf8'));
  }
}
const checks = new Checks();
export function ask(file, names = ['license']) {
  const found = [];
  Promise.all(names.map((name) => checks[name](found, file))).catch(console.error);
  return found;
}
