import fs from 'node:fs';
import { store } from './app.mjs';
for (const name of ['a', 'b']) fs.writeFileSync(name, name);
const db = {
  isBusy: false,
  rows: [],
  begin() {
    if (this.isBusy) throw new Error('nested transaction');
    this.isBusy = true;
    return { put: (...row) => this.rows.push(row), [Symbol.dispose]: () => (this.isBusy = false) };
  },
};
const stored = await Promise.allSettled([store(db, 'a'), store(db, 'b')]);
console.log(stored.map(({ reason }) => reason?.message ?? 'stored').join(), db.rows.length);
