import fs from 'node:fs';
export async function importFile(db, file) {
  db.exec('BEGIN');
  try {
    for (const name of fs.readFileSync(file, 'utf8').split(','))
      db.prepare('INSERT INTO names VALUES (?)').run(name);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
