import { readdirSync } from 'node:fs';
import { publish, withdraw } from './app.mjs';
await Promise.all([publish('a', 'one'), withdraw('a')]);
console.log(readdirSync('.').filter((name) => name.startsWith('a.')));
