import fs from 'node:fs';
import { Journal } from './app.mjs';
const journal = new Journal();
await Promise.all([journal.record('ann', 'in'), journal.record('bob', 'out'), journal.record('cy', 'up')]);
console.log(fs.readFileSync('journal', 'utf8'));
