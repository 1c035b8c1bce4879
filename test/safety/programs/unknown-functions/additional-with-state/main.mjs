import { label } from './app.mjs';
import { nextSync } from './sequence.mjs';
nextSync();
console.log(await label('a'), await label('b'));
