import { readFileSync } from 'node:fs';
export async function report(title, file) {
  console.group(title);
  console.log(readFileSync(file, 'utf8'));
  console.groupEnd();
}
