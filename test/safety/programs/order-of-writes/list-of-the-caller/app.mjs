import fs from 'node:fs';
export async function collect(lines, file) {
  lines.push(fs.readFileSync(file, 'utf8'));
}
