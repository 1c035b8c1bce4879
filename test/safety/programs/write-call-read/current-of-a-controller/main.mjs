import fs from 'node:fs';
import { Controller } from './app.mjs';
fs.writeFileSync('a', 'A');
const controller = new Controller();
const visit = (user) => controller.authenticate(user, () => controller.page('a'));
console.log(await Promise.all([visit('x'), visit('y')]));
