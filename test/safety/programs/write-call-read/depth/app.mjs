import fs from 'node:fs';
let depth = 0;
const indented = (line) => '  '.repeat(depth) + line;
export async function show(file) {
  depth++;
  const text = fs.readFileSync(file, 'utf8');
  const shown = text.split('\n').map(indented);
  depth--;
  return shown.join('\n');
}
