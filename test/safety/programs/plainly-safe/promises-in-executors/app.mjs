import { readFileSync } from 'node:fs';

export async function all(files) {
  const texts = [];
  for (const file of files) {
    texts.push(
      new Promise(async (resolve) => {
        resolve(readFileSync(file, 'utf8'));
      }),
    );
  }
  return Promise.all(texts);
}
