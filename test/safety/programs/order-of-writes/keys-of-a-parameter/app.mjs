import fs from 'node:fs';
async function measure(file, sizes) {
  sizes[file] = fs.readFileSync(file, 'utf8').length;
}
export async function measureAll(files) {
  const sizes = {};
  const measured = [];
  for (const file of files) measured.push(measure(file, sizes));
  await Promise.all(measured);
  return Object.keys(sizes);
}
