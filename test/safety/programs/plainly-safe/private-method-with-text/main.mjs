import fs from 'node:fs';
import { Mailer } from './app.mjs';
fs.writeFileSync('welcome.txt', 'Welcome!');
console.log(await new Mailer('us').compose('welcome', { to: 'ann' }));
