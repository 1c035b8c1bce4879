import { readFileSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
export class Versions {
  private readonly count: StatementSync;
  private readonly insert: StatementSync;
  constructor(db: DatabaseSync) {
    this.count = db.prepare('select count(*) n from versions');
    this.insert = db.prepare('insert into versions values (?, ?)');
  }
  async add(file: string): Promise<number> {
    const number = Number(this.count.get()?.n) + 1;
    const { length } = readFileSync(file);
    this.insert.run(number, length);
    return number;
  }
}
