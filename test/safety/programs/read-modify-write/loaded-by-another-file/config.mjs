import fs from 'node:fs';
export function loadConfig() {
  return fs.existsSync('config.json') ? JSON.parse(fs.readFileSync('config.json', 'utf8')) : {};
}
