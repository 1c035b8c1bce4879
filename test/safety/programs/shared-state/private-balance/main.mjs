import { Wallet } from './app.mjs';
const wallet = new Wallet(100);
console.log((await Promise.all([wallet.pay(70), wallet.pay(70)])).join());
