import { readFileSync } from 'node:fs';
export async function main(file) {
  console.log(`reading ${file}`);
  const { name, version } = JSON.parse(readFileSync(file, 'utf8'));
  console.log(`${name} ${version}`);
}
