import fs from 'node:fs';
import { pay } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const purse = { coins: 5, toString: () => 'the purse' };
const paid = await Promise.allSettled([pay(purse, 4, 'a'), pay(purse, 4, 'b')]);
console.log(paid.map(({ value, reason }) => value ?? reason.message));
