import fs from 'node:fs';
import { save } from './files.mjs';
class L {
  constructor(f) {
    this.file = f;
  }
  async add(item) {
    const list = JSON.parse(fs.readFileSync(this.file, 'utf8'));
    list.push(item);
    save(this.file, list);
  }
}
const all = new Map();
export const add = (f, i) => {
  if (!all.has(f)) all.set(f, new L(f));
  return all.get(f).add(i);
};
