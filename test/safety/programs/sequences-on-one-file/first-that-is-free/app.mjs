import fs from 'node:fs';
export async function take(names) {
  const name = names.find((one) => !fs.existsSync(one));
  fs.mkdirSync(name);
  return name;
}
