import fs from 'node:fs';
export async function* rows(sources) {
  const pending = sources.map((source) => source.search());
  yield fs.readFileSync('wide', 'utf8');
  for await (const row of pending) yield row;
}
