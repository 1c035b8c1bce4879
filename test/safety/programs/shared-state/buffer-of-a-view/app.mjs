import fs from 'node:fs';
const words = new Uint16Array(4);
const bytes = new Uint8Array(words.buffer);
export async function tag(number, file) {
  words[0] = number;
  const text = fs.readFileSync(file, 'utf8');
  return `${bytes.join()}: ${text}`;
}
