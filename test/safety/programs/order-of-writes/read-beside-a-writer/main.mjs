import { store, stored } from './app.mjs';
store('a.txt', 'old');
const text = stored('a.txt');
store('a.txt', 'new');
console.log(await text);
