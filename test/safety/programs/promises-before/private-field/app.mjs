import fs from 'node:fs';
export class Report {
  #figures;
  async build(load) {
    this.#figures = load();
    const template = fs.readFileSync('big', 'utf8');
    return template + (await this.#figures);
  }
}
export const run = (load) => new Report().build(load);
