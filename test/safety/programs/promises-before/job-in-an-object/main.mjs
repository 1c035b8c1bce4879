import fs from 'node:fs';
import { start } from './app.mjs';
fs.writeFileSync('a', 'A');
const run = () => new Promise((_, reject) => setImmediate(reject, new Error('boom')));
console.log(
  await start(run, 'a')
    .then(({ job }) => job)
    .catch((error) => error.message),
);
