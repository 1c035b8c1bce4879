import fs from 'node:fs';
import { main } from './app.mjs';
fs.writeFileSync('p.json', '{"name":"x","version":"1"}');
await main('p.json');
