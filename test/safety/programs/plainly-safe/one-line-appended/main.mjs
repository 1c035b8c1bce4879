import fs from 'node:fs';
import { AccessLog } from './app.ts';
const log = new AccessLog('access.log');
await log.add('GET', '/');
await log.add('GET', '/help');
console.log(fs.readFileSync('access.log', 'utf8'));
