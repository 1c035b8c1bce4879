import { readFileSync } from 'node:fs';
export class Album {
  #pictures = new Map();
  async add(name) {
    if (this.#pictures.size >= 2) throw new Error('full');
    const picture = readFileSync(name);
    this.#pictures.set(name, picture);
    return this.#pictures.size;
  }
}
