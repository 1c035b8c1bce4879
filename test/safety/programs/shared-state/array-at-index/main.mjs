import { addRow } from './app.mjs';
console.log((await Promise.all([addRow('a'), addRow('b')])).join());
