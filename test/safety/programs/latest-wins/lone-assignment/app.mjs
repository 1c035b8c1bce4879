import fs from 'node:fs';
let settings = '';
export async function reload(file) {
  settings = fs.readFileSync(file, 'utf8');
}
export const current = () => settings;
