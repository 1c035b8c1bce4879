import { Invoice } from './app.mjs';
console.log((await Promise.all([Invoice.issue('ann'), Invoice.issue('bob')])).join());
