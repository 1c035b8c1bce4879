import { makeLimiter } from './app.mjs';
const bucket = { tokens: 1 };
const limit = makeLimiter({ load: async () => bucket });
console.log((await Promise.all([limit('a'), limit('a')])).join());
