import fs from 'node:fs';
import { download } from './app.mjs';
fs.writeFileSync('f', 'abc');
const request = { user: { quota: { left: 1 } }, host: 'local' };
console.log((await Promise.all([download(request, 'f'), download(request, 'f')])).join());
