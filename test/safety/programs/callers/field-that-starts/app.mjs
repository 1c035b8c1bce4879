import fs from 'node:fs';
export class Settings {
  #data = {};
  ready = this.#load();
  async #load() {
    this.#data = JSON.parse(fs.readFileSync('s.json', 'utf8'));
  }
  get(k) {
    return this.#data[k];
  }
}
