import { appendFileSync } from 'node:fs';
export class Wallet {
  #balance;
  constructor(balance) {
    this.#balance = balance;
  }
  async pay(amount) {
    if (this.#balance < amount) return 'refused';
    appendFileSync('payments', `${amount}\n`);
    this.#balance -= amount;
    return this.#balance;
  }
}
