import fs from 'node:fs';
const combine = async (figures, template) => template + (await figures);
export async function run(load) {
  return combine(load(), fs.readFileSync('big', 'utf8'));
}
