import { take } from './app.mjs';
const names = ['x', 'y'];
const taken = await Promise.allSettled([take(names), take(names)]);
console.log(taken.map(({ value, reason }) => value ?? reason.code));
