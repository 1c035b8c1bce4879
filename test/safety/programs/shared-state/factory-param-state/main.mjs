import { makeJob } from './app.mjs';
const job = makeJob({ done: false });
console.log((await Promise.all([job(), job()])).join());
