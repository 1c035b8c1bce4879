import { withdraw } from './app.mjs';
const r = await Promise.allSettled([withdraw('ann', 80), withdraw('ann', 80)]);
console.log(r.map((x) => x.value ?? x.reason.message).join(' | '));
