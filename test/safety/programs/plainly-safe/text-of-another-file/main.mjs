import fs from 'node:fs';
import { publish } from './app.mjs';
fs.writeFileSync('settings.json', '{ "folder": "." }');
await Promise.all([publish('One', 'first'), publish('Two', 'second')]);
console.log(fs.readFileSync('one.html', 'utf8'), fs.readFileSync('two.html', 'utf8'));
