import fs from 'node:fs';
import { settings, translate } from './words.mjs';
export async function greet(language, file) {
  settings.language = language;
  const name = fs.readFileSync(file, 'utf8');
  return translate('hello') + name;
}
