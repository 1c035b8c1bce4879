import fs from 'node:fs';
import { Readable } from 'node:stream';
import { receive } from './app.mjs';
receive(Readable.from(['text']), 'upload', (file) => console.log(fs.existsSync(file)));
