import fs from 'node:fs';
export async function readAll(files) {
  const texts = [];
  await Promise.all(
    files.map(async (file) => {
      texts.push(fs.readFileSync(file, 'utf8'));
    }),
  );
  return texts;
}
