import { pay } from './app.mjs';
const paid = await Promise.allSettled([pay(1, 70), pay(1, 70)]);
console.log(paid.map(({ status, value }) => value ?? status).join());
