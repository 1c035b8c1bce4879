import fs from 'node:fs';
async function write(file, text) {
  fs.writeFileSync(file, text);
}
export async function size(file, text) {
  write(file, text);
  let length = 0;
  for await (const chunk of fs.createReadStream(file)) length += chunk.length;
  return length;
}
