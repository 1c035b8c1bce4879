import fs from 'node:fs';
import { contents, forget, watch } from './app.mjs';
for (const name of ['a', 'b', 'c']) {
  fs.writeFileSync(name, name);
  watch(name);
}
const texts = contents();
forget('b');
console.log((await texts).join());
