import fs from 'node:fs';
import { plugin } from './app.mjs';
fs.writeFileSync('a', 'A');
const handlers = [];
plugin({ addHook: (_, fn) => void handlers.push(fn), get: (_, fn) => void handlers.push(fn) });
const [hook, route] = handlers;
const visit = (user) => new Promise((resolve) => hook({ user }, {}, () => resolve(route({ user }, {}))));
console.log(await Promise.all([visit('x'), visit('y')]));
