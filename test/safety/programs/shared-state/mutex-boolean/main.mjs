import { once } from './app.mjs';
console.log((await Promise.allSettled([once(1), once(2)])).map((x) => x.value ?? x.reason.message).join());
