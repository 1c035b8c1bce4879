import { readFileSync, writeFileSync } from 'node:fs';
export class Store {
  constructor(file) {
    this.file = file;
  }
  async #load() {
    return JSON.parse(readFileSync(this.file, 'utf8'));
  }
  async #save(data) {
    writeFileSync(this.file, JSON.stringify(data));
  }
  async increment(key) {
    const data = await this.#load();
    data[key] = (data[key] ?? 0) + 1;
    await this.#save(data);
    return data[key];
  }
}
