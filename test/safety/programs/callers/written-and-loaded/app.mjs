import fs from 'node:fs';
async function write(text) {
  fs.writeFileSync('made.mjs', text);
}
export async function load(text) {
  write(text);
  const path = `${process.cwd()}/made.mjs`;
  return (await import(path)).default;
}
