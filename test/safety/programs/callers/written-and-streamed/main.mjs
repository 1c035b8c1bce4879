import { size } from './app.mjs';
console.log(await size('a', 'text').catch((error) => error.code));
