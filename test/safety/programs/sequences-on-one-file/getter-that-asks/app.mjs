import fs from 'node:fs';
class Seat {
  constructor(file) {
    this.file = file;
  }
  get isTaken() {
    try {
      fs.accessSync(this.file);
      return true;
    } catch {
      return false;
    }
  }
  async claim() {
    if (this.isTaken) return false;
    fs.writeFileSync(this.file, 'me');
    return true;
  }
}
const seats = {};
export const claim = (file) => (seats[file] ??= new Seat(file)).claim();
