import fs from 'node:fs';
import { fullPath, words } from './text.mjs';
import { info } from './logger.mjs';
export async function count(name) {
  const path = fullPath(name);
  info(`reading ${path}`);
  const text = fs.readFileSync(path, 'utf8');
  info('done');
  return words(text).length;
}
