import fs from 'node:fs';
import { open, use } from './app.mjs';
fs.writeFileSync('page', 'welcome');
open('s');
console.log((await Promise.all([use('s'), use('s')])).join());
