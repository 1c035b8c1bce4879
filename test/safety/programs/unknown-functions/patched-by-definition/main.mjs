import { list } from './app.ts';
console.log(await list('.').catch((error) => error.code));
