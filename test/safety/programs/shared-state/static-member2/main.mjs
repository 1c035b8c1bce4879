import { Ids } from './app.mjs';
console.log((await Promise.all([Ids.create('a'), Ids.create('b')])).join());
