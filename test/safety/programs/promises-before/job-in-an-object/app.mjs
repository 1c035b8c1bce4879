import fs from 'node:fs';
export async function start(run, file) {
  return { job: run(), text: fs.readFileSync(file, 'utf8') };
}
