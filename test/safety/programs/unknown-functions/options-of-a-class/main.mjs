import { Passwords } from './app.mjs';
console.log(await new Passwords().hash('password', 'salt'));
