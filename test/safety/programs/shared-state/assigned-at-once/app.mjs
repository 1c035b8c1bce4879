import fs from 'node:fs';
const state = {};
export async function add(file) {
  const text = fs.readFileSync(file, 'utf8');
  Object.assign(state, { file, text });
}
export const lines = () => Object.entries(state);
