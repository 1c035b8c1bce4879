import fs from 'node:fs';
import { Mail } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const mail = new Mail();
await Promise.all([mail.send('wide'), mail.send('narrow')]);
console.log(mail.queue.next().file, mail.queue.next().file);
