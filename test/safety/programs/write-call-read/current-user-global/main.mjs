import fs from 'node:fs';
import { page } from './app.mjs';
fs.writeFileSync('t.html', '<p>{{greeting}}</p>');
console.log((await Promise.all([page('ann'), page('bob')])).join());
