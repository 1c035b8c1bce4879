import fs from 'node:fs';
export async function run(load) {
  const limit = new Promise((_, reject) => setTimeout(reject, 5, new Error('too late')));
  const query = fs.readFileSync('big', 'utf8');
  return Promise.race([limit, load().then((text) => query + text)]);
}
