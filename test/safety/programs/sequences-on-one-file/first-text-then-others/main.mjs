import { readFileSync } from 'node:fs';
import { add, open } from './app.mjs';
const opened = open('names.csv').then(() => add('names.csv', 'Ada'));
await Promise.all([opened, open('names.csv')]);
console.log(readFileSync('names.csv', 'utf8').trim().split('\n').length);
