import { f } from './app.mjs';
const names = ['a', 'b'];
console.log(await Promise.all([f(names, 'first'), f(names, 'second')]));
