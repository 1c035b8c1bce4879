import fs from 'node:fs';
import { add } from './app.mjs';
fs.writeFileSync('a', 'A');
const ctx = { items: [] };
await Promise.all([add(ctx, 'a'), add(ctx, 'a')]);
console.log(ctx.items.map((x) => x.index).join());
