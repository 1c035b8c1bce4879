import fs from 'node:fs';
export const config = {};
(async () => {
  Object.assign(config, JSON.parse(fs.readFileSync('c.json', 'utf8')));
})();
