import { Jobs } from './app.mjs';
const j = new Jobs();
console.log((await Promise.all([j.start('a'), j.start('a')])).join());
