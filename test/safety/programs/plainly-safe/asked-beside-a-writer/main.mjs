import { isStored, store } from './app.mjs';
console.log(await isStored('a.txt'));
store('a.txt', 'x'.repeat(1000));
console.log(await isStored('a.txt'), await isStored('b.txt'));
