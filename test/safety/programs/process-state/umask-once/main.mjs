import { secret } from './app.mjs';
console.log(await secret('s'));
