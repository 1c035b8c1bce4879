import { Words } from './app.mjs';
console.log(Words.has('sail'));
