import fs from 'node:fs';
export class Importer {
  async #one(file) {
    return fs.readFileSync(file, 'utf8').length;
  }
  async run(files) {
    const jobs = new Map();
    for (const file of files) jobs.set(file, this.#one(file));
    const found = [];
    for (const [file, job] of jobs) {
      try {
        found.push(`${file} ${await job}`);
      } catch (error) {
        found.push(`${file} ${error.code}`);
      }
    }
    return found;
  }
}
