import fs from 'node:fs';
import { setImmediate as tick } from 'node:timers/promises';
import { Stock } from './app.ts';
fs.writeFileSync('stock.json', '{"pen":5}');
const stock = new Stock('stock.json');
const sold = [];
for (let i = 0; i < 3; i++) {
  sold.push(stock.sell('pen'));
  await tick();
}
console.log((await Promise.all(sold)).join());
