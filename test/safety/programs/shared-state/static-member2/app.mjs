import fs from 'node:fs';
export class Ids {
  static next = 1;
  static async create(text) {
    fs.writeFileSync(`${Ids.next}.txt`, text);
    return Ids.next++;
  }
}
