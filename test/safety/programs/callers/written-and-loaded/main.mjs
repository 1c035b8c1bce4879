import { load } from './app.mjs';
console.log(await load('export default 7;').catch((error) => error.code));
