import fs from 'node:fs';
import { loadConfig } from './config.mjs';
export async function setOption(key, value) {
  const config = loadConfig();
  config[key] = value;
  fs.writeFileSync('config.json', JSON.stringify(config));
}
