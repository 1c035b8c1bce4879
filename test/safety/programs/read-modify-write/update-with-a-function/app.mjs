import fs from 'node:fs';
export class Profile {
  constructor(folder) {
    this.folder = folder;
  }
  get path() {
    return `${this.folder}/profile.json`;
  }
  async update(change) {
    const before = JSON.parse(fs.readFileSync(this.path, 'utf8'));
    const after = change(before) ?? before;
    fs.writeFileSync(this.path, JSON.stringify(after));
    return after;
  }
}
