import fs from 'node:fs';
export const plugins = new Map();
async function register(name) {
  plugins.set(name, fs.readFileSync(name, 'utf8'));
}
for (const name of ['a', 'b', 'c']) register(name);
