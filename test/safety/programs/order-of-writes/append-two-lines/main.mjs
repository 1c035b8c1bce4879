import fs from 'node:fs';
import { audit } from './app.mjs';
await Promise.all(['ann', 'bob', 'cy', 'di'].map((u) => audit(u, 'login')));
let open = null,
  bad = 0;
for (const l of fs.readFileSync('audit.log', 'utf8').trim().split('\n')) {
  const [k, v] = l.split(' ');
  if (k === 'BEGIN') {
    if (open) bad++;
    open = v;
  }
  if (k === 'END') {
    if (open !== v) bad++;
    open = null;
  }
}
console.log('bad', bad);
