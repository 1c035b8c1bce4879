import fs from 'node:fs';
let config;
async function initialize() {
  config = JSON.parse(fs.readFileSync(new URL('config.json', import.meta.url), 'utf8'));
}
initialize();
export const port = () => config?.port;
