import { add, read } from './app.mjs';
await Promise.all([add('x'), add('y')]);
console.log(read());
