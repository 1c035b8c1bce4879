import { createRequire } from 'node:module';
import fs from 'node:fs';
const output = createRequire(import.meta.url)('node:console');
export async function f(path) {
  output.count('pages');
  try {
    return fs.readFileSync(path, 'utf8');
  } finally {
    output.countReset('pages');
  }
}
