import { build } from './app.mjs';
console.log((await Promise.all([build('a'), build('b')])).join());
