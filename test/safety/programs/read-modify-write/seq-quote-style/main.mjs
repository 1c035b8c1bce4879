import fs from 'node:fs';
import { add } from './app.mjs';
fs.writeFileSync('users.json', '[]');
await Promise.all(['a', 'b', 'c'].map(add));
console.log(JSON.parse(fs.readFileSync('users.json')).length);
