import fs from 'node:fs';
import app from './app.cjs';
for (const name of ['a', 'b']) fs.writeFileSync(name, name);
const batch = new app.Batch();
await Promise.all([batch.add('a'), batch.add('b')]);
