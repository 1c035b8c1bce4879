import fs from 'node:fs';
import { routes } from './app.mjs';
import { half } from './half.mjs';
fs.mkdirSync('public');
const handlers = {};
routes({ use: (handler) => (handlers.get = handler), put: (_, handler) => (handlers.put = handler) });
const put = (body) => new Promise((send) => handlers.put({ body }, { send }));
const get = () =>
  new Promise((end) => handlers.get({ url: '/logo.png' }, { end: (data) => end(data.length) }));
console.log(await half(put, get));
