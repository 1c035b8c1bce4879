import fs from 'node:fs';
import { theme } from './theme.mjs';
export async function paint(dark, file) {
  theme.dark = dark;
  const text = fs.readFileSync(file, 'utf8');
  return theme.paint(text);
}
