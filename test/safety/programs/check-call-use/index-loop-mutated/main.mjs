import { all, drop } from './app.mjs';
const p = all();
setImmediate(drop);
console.log(await p);
