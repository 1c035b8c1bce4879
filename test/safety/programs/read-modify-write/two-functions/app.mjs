import fs from 'node:fs';
const file = 'list';
export async function add(item) {
  const list = fs.readFileSync(file, 'utf8').split(',');
  fs.writeFileSync(file, [...list, item].join());
}
export async function remove(item) {
  const list = fs.readFileSync(file, 'utf8').split(',');
  fs.writeFileSync(file, list.filter((other) => other !== item).join());
}
