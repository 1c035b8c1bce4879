import fs from 'node:fs';
import { Upload } from './app.mjs';
fs.writeFileSync('f', '12345');
const u = new Upload();
await u.begin('f');
console.log(u.progress(2));
