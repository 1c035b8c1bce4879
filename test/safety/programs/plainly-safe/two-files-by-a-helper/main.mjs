import { readFileSync } from 'node:fs';
import { publish } from './app.mjs';
await Promise.all([publish('a', 'one'), publish('a', 'two'), publish('b', 'three')]);
console.log(['a.txt', 'a.html', 'b.txt', 'b.html'].map((file) => readFileSync(file, 'utf8')));
