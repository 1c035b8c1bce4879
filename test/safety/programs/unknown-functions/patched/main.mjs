import { version } from './app.mjs';
console.log(await version().catch((error) => error.code));
