import fs from 'node:fs';
import { ensureServer } from './app.mjs';
fs.writeFileSync('page.html', 'hi');
const [one, other] = await Promise.all([ensureServer(), ensureServer()]);
console.log(one === other ? 'one server' : 'two servers');
process.exit();
