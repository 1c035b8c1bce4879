import fs from 'node:fs';
import { rename } from './app.mjs';
fs.writeFileSync('a', 'Ann');
const user = { name: 'nobody', rank: 'first' };
await Promise.all([rename(user, 'a'), rename(user, 'a')]);
