import fs from 'node:fs';
const files = ['a', 'b', 'c'].values();
export async function work(name) {
  const done = [];
  for (const file of files) done.push(name + fs.readFileSync(file, 'utf8'));
  return done.join();
}
