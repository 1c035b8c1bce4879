import fs from 'node:fs';
import { Writable } from 'node:stream';
import { send } from './app.mjs';
for (const name of ['a', 'b']) fs.writeFileSync(name, `${name}\n`);
const chunks = [];
const out = new Writable({
  write(chunk, _, done) {
    chunks.push(chunk);
    done();
  },
});
await Promise.all([send(out, 'a'), send(out, 'b')]);
out.end(() => console.log(Buffer.concat(chunks).toString()));
