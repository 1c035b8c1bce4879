import fs from 'node:fs';
export async function page(store, name) {
  const user = store.find(name);
  const layout = fs.readFileSync('wide', 'utf8');
  return layout + (await user);
}
