import fs from 'node:fs';
import { getConfig } from './app.cjs';
fs.writeFileSync('config.json', '{"port":80}');
console.log((await Promise.all([getConfig(), getConfig()])).join());
