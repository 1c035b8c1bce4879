import fs from 'node:fs';
class Door {
  open = true;
  async enter(file) {
    if (!this.open) return 'closed';
    const text = fs.readFileSync(file, 'utf8');
    return `${text} ${this.open}`;
  }
}
export class Gate extends Door {
  shut() {
    this.open = false;
  }
}
