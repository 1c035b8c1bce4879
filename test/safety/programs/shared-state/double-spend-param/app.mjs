import fs from 'node:fs';
export async function withdraw(account, amount) {
  if (account.balance < amount) throw new Error('insufficient funds');
  fs.appendFileSync('ledger.log', `-${amount}\n`);
  account.balance -= amount;
  return account.balance;
}
