import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
export class Names {
  #db = new DatabaseSync(':memory:');
  constructor() {
    this.#db.exec('CREATE TABLE names (name)');
  }
  async load(file) {
    this.#db.exec('BEGIN');
    const insert = this.#db.prepare('INSERT INTO names VALUES (?)');
    for (const name of readFileSync(file, 'utf8').split(',')) insert.run(name);
    this.#db.exec('COMMIT');
  }
  get count() {
    return this.#db.prepare('SELECT count(*) AS count FROM names').get().count;
  }
}
