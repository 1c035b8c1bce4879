import { append } from './app.mjs';
console.log((await Promise.all([append(1), append(2), append(3)])).join());
