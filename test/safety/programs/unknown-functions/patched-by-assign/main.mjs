import { read } from './app.cjs';
console.log(await read('a.txt').catch((error) => error.code), await read('b.txt'));
