import fs from 'node:fs';
import { migrate } from './app.ts';
fs.writeFileSync('1.sql', 'create 1');
fs.writeFileSync('2.sql', 'create 2');
const said = [];
const client = { query: (text) => void said.push(text) };
await Promise.all([migrate(client, '1.sql'), migrate(client, '2.sql')]);
console.log(said.join('; '));
