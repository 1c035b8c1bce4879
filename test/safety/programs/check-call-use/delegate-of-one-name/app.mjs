import fs from 'node:fs';
export class ImageRepo {
  constructor(repo) {
    this.repo = repo;
  }
  has(name) {
    return this.repo.has(name);
  }
  async add(name, f) {
    if (this.repo.has(name)) return 'exists';
    const data = fs.readFileSync(f, 'utf8');
    this.repo.add(name, data);
    return 'added';
  }
}
