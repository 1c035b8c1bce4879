import fs from 'node:fs';
import { routes } from './app.mjs';
import { half } from './half.mjs';
const handlers = {};
routes({ put: (_, handler) => (handlers.put = handler), get: (_, handler) => (handlers.get = handler) });
const put = (body) => new Promise((send) => handlers.put({ body }, { send }));
const get = () =>
  new Promise((done) =>
    handlers.get({}, { download: (file) => fs.readFile(file, (_, data) => done(data.length)) }),
  );
console.log(await half(put, get));
