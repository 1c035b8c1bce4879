import { upload } from './app.mjs';
console.log((await Promise.allSettled(['a', 'b'].map(upload))).map(({ status }) => status).join());
