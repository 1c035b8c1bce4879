import { pack, unpack } from './app.mjs';
const packed = await Promise.all(['one', 'two'].map(pack));
console.log((await Promise.all(packed.map(unpack))).join());
