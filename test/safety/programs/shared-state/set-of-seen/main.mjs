import { deliver } from './app.ts';
console.log((await Promise.all([deliver('x'), deliver('x')])).join());
