import { go } from './app.mjs';
console.log((await Promise.all([go(), go()])).join());
