import fs from 'node:fs';
const isMissing = (file) => !fs.existsSync(file);
export async function claim(file) {
  const before = isMissing(file);
  if (isMissing(file)) fs.writeFileSync(file, 'me');
  return before;
}
