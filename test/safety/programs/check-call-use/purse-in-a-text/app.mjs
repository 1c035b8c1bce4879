import fs from 'node:fs';
export async function pay(purse, price, file) {
  if (purse.coins < price) throw new Error(`${purse} is empty`);
  const bill = fs.readFileSync(file, 'utf8');
  purse.coins -= price;
  return bill + purse.coins;
}
