import fs from 'node:fs';
export async function describe(file) {
  return `${file?.name}: ${fs.statSync(file.path).size}`;
}
export async function describe2(file) {
  return file?.name + fs.statSync(file.path).size;
}
