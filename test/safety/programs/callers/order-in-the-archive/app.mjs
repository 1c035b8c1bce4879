import fs from 'node:fs';
export async function pack(archive, names) {
  await Promise.all(names.map(async (name) => archive.entry(name, fs.readFileSync(name))));
  return archive.finish();
}
