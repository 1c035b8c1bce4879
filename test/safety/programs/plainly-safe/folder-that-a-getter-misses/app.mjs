import fs from 'node:fs';
export class Log {
  constructor(folder) {
    this.folder = folder;
  }
  get isMissing() {
    return !fs.existsSync(this.folder);
  }
  async open() {
    if (this.isMissing) fs.mkdirSync(this.folder, { recursive: true });
    return this.folder;
  }
}
