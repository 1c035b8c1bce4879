import fs from 'node:fs';
import wal from './app.cjs';
await Promise.all([1, 2, 3].map(wal.commit));
console.log(fs.readFileSync('wal', 'utf8'));
