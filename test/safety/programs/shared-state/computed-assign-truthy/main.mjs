import { claim } from './app.mjs';
console.log((await Promise.all([claim('room', 'ann'), claim('room', 'bob')])).join());
