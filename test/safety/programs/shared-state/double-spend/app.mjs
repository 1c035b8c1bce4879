import fs from 'node:fs';
const accounts = new Map([['ann', { balance: 100 }]]);
export async function withdraw(name, amount) {
  const account = accounts.get(name);
  if (account.balance < amount) throw new Error('insufficient funds');
  fs.appendFileSync('ledger.log', `${name} -${amount}\n`);
  account.balance -= amount;
  return account.balance;
}
