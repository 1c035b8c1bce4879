import fs from 'node:fs';
export async function process_(files, workers) {
  const done = [];
  let next = 0;
  const worker = async () => {
    while (next < files.length) {
      const file = files[next];
      done.push(fs.readFileSync(file, 'utf8'));
      next++;
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return done;
}
