import fs from 'node:fs';
import { Saver } from './app.mjs';
fs.writeFileSync('a', 'A');
const s = new Saver();
await Promise.all([s.change('a'), s.change('a'), s.change('a')]);
