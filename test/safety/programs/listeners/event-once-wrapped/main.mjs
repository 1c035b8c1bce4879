import { run } from './app.mjs';
console.log(await run());
