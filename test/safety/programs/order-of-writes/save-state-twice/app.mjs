import fs from 'node:fs';
export async function save(state) {
  fs.writeFileSync('state.json', JSON.stringify(state));
}
