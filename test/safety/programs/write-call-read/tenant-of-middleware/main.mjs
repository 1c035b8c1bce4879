import fs from 'node:fs';
import { mount } from './app.mjs';
fs.writeFileSync('a', 'A');
const handlers = [];
mount({ use: (fn) => void handlers.push(fn), get: (_, fn) => void handlers.push(fn) });
const [first, last] = handlers;
const visit = (tenant) =>
  new Promise((send) => first({ tenant }, { send }, () => last({ tenant }, { send })));
console.log(await Promise.all([visit('x'), visit('y')]));
