import fs from 'node:fs';
import { add, take } from './app.mjs';
fs.writeFileSync('list.json', '[]');
await Promise.all([1, 2, 3, 4].map((item) => add('list.json', item)));
console.log(fs.readFileSync('list.json', 'utf8'));
fs.writeFileSync('order.txt', 'order');
console.log(...(await Promise.all([take('order.txt'), take('order.txt')])));
