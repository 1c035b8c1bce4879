import { versions } from './app.mjs';
console.log(await versions());
