import { readFileSync } from 'node:fs';
export async function store(db, file) {
  using transaction = db.begin();
  transaction.put(file, readFileSync(file, 'utf8'));
}
