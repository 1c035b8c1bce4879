import fs from 'node:fs';
export class RotatingLog {
  constructor(file, limit) {
    Object.assign(this, { file, limit });
  }
  async write(line) {
    const { file, limit } = this;
    const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > limit) fs.renameSync(this.file, `${file}.old`);
    fs.appendFileSync(file, `${line}\n`);
  }
}
