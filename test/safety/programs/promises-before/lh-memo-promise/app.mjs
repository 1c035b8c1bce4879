import fs from 'node:fs';
const cache = new Map();
export async function run(load) {
  if (!cache.has('k')) cache.set('k', load());
  const template = fs.readFileSync('big');
  return [template, await cache.get('k')];
}
