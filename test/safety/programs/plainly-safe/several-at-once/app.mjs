import { readFileSync } from 'node:fs';
export async function readAll(files) {
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = readFileSync(file, 'utf8');
      return [file, text.length];
    }),
  );
  return Object.fromEntries(texts);
}
