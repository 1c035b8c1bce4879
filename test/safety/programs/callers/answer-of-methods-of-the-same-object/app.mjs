import fs from 'node:fs';
class Checks {
  async license(found, file) {
    found.push(fs.readFileSync(file, 'utf8'));
  }
  ask(file, names = ['license']) {
    const found = [];
    names.forEach((name) => this[name](found, file));
    return found;
  }
}
const checks = new Checks();
export const ask = (file) => checks.ask(file);
