import { build } from './app.mjs';
console.log(await build('x64'));
