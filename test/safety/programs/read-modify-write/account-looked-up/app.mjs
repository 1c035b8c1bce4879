import fs from 'node:fs';
import { getAccount } from './accounts.mjs';
export async function pay(id, amount) {
  const account = await getAccount(id);
  if (account.balance < amount) throw new Error('poor');
  fs.appendFileSync('pay.log', `${amount}\n`);
  account.balance -= amount;
  return account.balance;
}
