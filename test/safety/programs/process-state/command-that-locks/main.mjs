import { note } from './app.mjs';
console.log(await Promise.all([note('one'), note('two')]));
