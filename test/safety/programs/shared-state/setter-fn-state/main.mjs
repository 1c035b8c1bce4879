import { create } from './app.mjs';
console.log((await Promise.all([create('a'), create('b')])).join());
