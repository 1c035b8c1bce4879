import { isStored, store } from './app.mjs';
const answer = isStored('a.txt');
store('a.txt', 'text');
console.log(await answer);
