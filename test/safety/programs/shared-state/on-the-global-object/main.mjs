import { start } from './app.mjs';
console.log((await Promise.all([start(), start()])).join());
