import { add, read } from './app.mjs';
await add('notes', 'a');
await add('notes', 'b');
console.log(await read('notes'));
