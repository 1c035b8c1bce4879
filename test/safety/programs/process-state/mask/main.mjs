import fs from 'node:fs';
import { writeOpenly, writeSecret } from './app.mjs';
process.umask(0o022);
const written = writeSecret('secret', 's');
writeOpenly('open', 'o');
await written;
console.log(['secret', 'open'].map((file) => (fs.statSync(file).mode & 0o777).toString(8)).join());
