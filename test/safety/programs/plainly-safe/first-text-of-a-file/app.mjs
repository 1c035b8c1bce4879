import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export async function settings(file) {
  if (!existsSync(file)) writeFileSync(file, '{ "theme": "light" }');
  return file;
}

export async function theme(file) {
  return JSON.parse(readFileSync(file, 'utf8')).theme;
}
