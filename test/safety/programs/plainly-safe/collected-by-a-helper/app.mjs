import fs from 'node:fs';
const put = (list, ...items) => Reflect.apply(list.push, list, items);
export async function collect(...files) {
  const found = [];
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    put(found, file, text);
  }
  return found;
}
