import fs from 'node:fs';
function counter() {
  let count = 0;
  return { next: () => ++count, current: () => count };
}
const { next, current } = counter();
export async function run(file) {
  const mine = next();
  const text = fs.readFileSync(file, 'utf8');
  return `${text} ${mine} of ${current()}`;
}
