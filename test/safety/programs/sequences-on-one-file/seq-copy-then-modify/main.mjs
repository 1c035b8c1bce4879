import fs from 'node:fs';
import { backupAndWrite } from './app.mjs';
fs.writeFileSync('f', '0');
await Promise.all([backupAndWrite('f', '1'), backupAndWrite('f', '2')]);
console.log(fs.readFileSync('f', 'utf8'), fs.readFileSync('f.bak', 'utf8'));
