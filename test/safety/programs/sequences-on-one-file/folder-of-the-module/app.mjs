import fs from 'node:fs';
const folder = fs.mkdtempSync('made-');
export async function add(text) {
  const old = fs.existsSync(`${folder}/log`) ? fs.readFileSync(`${folder}/log`, 'utf8') : '';
  fs.writeFileSync(`${folder}/log`, old + text);
}
export const read = () => fs.readFileSync(`${folder}/log`, 'utf8');
