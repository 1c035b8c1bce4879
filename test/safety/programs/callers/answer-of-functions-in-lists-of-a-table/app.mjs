import fs from 'node:fs';
const checks = {
  text: [
    async (found, file) => {
      found.push(fs.readFileSync(file, 'utf8'));
    },
  ],
};
export function ask(file) {
  const found = [];
  for (const kind of Object.keys(checks)) for (const check of checks[kind]) check(found, file);
  return found;
}
