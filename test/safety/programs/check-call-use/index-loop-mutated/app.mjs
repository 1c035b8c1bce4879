import fs from 'node:fs';
const list = ['a', 'b', 'c'];
export const drop = () => list.shift();
export async function all() {
  const out = [];
  for (let i = 0; i < list.length; i++) out.push(list[i] + fs.existsSync(list[i]));
  return out.join();
}
