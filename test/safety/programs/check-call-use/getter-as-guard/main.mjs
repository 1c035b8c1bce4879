import fs from 'node:fs';
import { Service } from './app.ts';
fs.writeFileSync('service.conf', '');
const service = new Service();
await Promise.all([service.start(), service.start()]);
console.log(service.starts);
