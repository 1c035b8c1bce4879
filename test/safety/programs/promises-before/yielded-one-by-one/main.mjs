import fs from 'node:fs';
import { rows } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const later = () => new Promise((_, reject) => setImmediate(reject, new Error('failed')));
try {
  for await (const row of rows([{ search: later }])) console.log(row);
} catch (error) {
  console.log(error.message);
}
