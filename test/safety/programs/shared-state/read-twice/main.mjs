import fs from 'node:fs';
import { publish, release } from './app.mjs';
const published = publish();
release();
console.log(await published, fs.readFileSync('releases', 'utf8'));
