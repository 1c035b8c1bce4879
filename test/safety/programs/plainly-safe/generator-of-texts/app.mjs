import { readFileSync } from 'node:fs';
export async function* texts(files) {
  for (const file of files) yield readFileSync(file, 'utf8');
}
