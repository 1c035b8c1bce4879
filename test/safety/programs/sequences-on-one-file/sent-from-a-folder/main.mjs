import fs from 'node:fs';
import { routes } from './app.mjs';
import { half } from './half.mjs';
const handlers = {};
routes({ put: (_, handler) => (handlers.put = handler), get: (_, handler) => (handlers.get = handler) });
const put = (body) => new Promise((send) => handlers.put({ body }, { send }));
const params = { file: 'logo.png' };
const get = () =>
  new Promise((done) => {
    const sendFile = (file) => fs.readFile(file, (_, data) => done(data.length));
    handlers.get({ params }, { sendFile });
  });
console.log(await half(put, get));
