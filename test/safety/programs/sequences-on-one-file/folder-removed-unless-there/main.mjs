import fs from 'node:fs';
import { make, tidy } from './app.mjs';
const tidied = tidy('data');
const made = Promise.resolve().then(() => make('data'));
await Promise.all([tidied, made]);
console.log(fs.existsSync('data'));
