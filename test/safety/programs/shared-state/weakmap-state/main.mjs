import { take } from './app.mjs';
const t = {};
console.log((await Promise.all([take(t), take(t)])).join());
