import fs from 'node:fs';
import { texts } from './app.mjs';
for (const name of ['a', 'b']) fs.writeFileSync(name, name);
for await (const text of texts(['a', 'b'])) console.log(text);
