import fs from 'node:fs';
class Store {
  names = ['a', 'b'];
  async f(text) {
    if (!this.names.every((name) => !fs.existsSync(name))) return 'taken';
    for (const name of this.names) fs.writeFileSync(name, text);
    return 'made';
  }
}
const store = new Store();
export const f = (names, text) => store.f(text);
