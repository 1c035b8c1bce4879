import { hash, verify } from './app.mjs';
const stored = await hash('secret');
console.log((await Promise.all([verify('secret', stored), verify('wrong', stored)])).join());
