import { start } from './app.mjs';
console.log(await start('a').catch((error) => error.message));
