import { copy } from './app.mjs';
console.log(await copy('missing', 'x').catch((e) => e.code));
