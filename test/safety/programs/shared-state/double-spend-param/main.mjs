import { withdraw } from './app.mjs';
const a = { balance: 100 };
const r = await Promise.allSettled([withdraw(a, 80), withdraw(a, 80)]);
console.log(r.map((x) => x.value ?? x.reason.message).join(' | '));
