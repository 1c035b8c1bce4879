import fs from 'node:fs';
export async function scan(files) {
  const report = { done: 0 };
  try {
    await Promise.all(
      files.map(async (file) => {
        fs.readFileSync(file);
        report.done++;
      }),
    );
  } catch {
    return `failed after ${report.done}`;
  }
  return `all ${report.done}`;
}
