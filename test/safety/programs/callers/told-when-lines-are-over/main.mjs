import fs from 'node:fs';
import { Readable } from 'node:stream';
import { keep } from './app.mjs';
keep(Readable.from(['one\ntwo\n']), 'kept', (_, file) => console.log(fs.existsSync(file)));
