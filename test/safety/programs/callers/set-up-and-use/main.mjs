import { port } from './app.mjs';
console.log(port());
