import { enter } from './app.ts';
console.log((await Promise.all([enter('only/one'), enter('only/one')])).join());
