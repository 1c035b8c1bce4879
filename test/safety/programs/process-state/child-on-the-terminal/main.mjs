import { edit } from './app.mjs';
const edited = edit();
setImmediate(() => console.log('drawn'));
await edited;
