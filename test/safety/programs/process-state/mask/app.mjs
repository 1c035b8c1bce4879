import fs from 'node:fs';
export async function writeSecret(file, text) {
  const mask = process.umask(0o077);
  fs.writeFileSync(file, text);
  process.umask(mask);
}
export const writeOpenly = (file, text) => fs.writeFileSync(file, text, { mode: 0o644 });
