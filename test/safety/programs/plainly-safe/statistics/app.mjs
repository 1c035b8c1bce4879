import fs from 'node:fs';
export const stats = { reads: 0, bytes: 0 };
export async function read(file) {
  stats.reads++;
  const bytes = fs.readFileSync(file);
  return bytes.toString('base64');
}
