import fs from 'node:fs';
const memory = new ArrayBuffer(8);
const view = new DataView(memory);
const bytes = new Uint8Array(memory);
export async function tag(number, file) {
  view.setUint8(0, number);
  const text = fs.readFileSync(file, 'utf8');
  return `${bytes[0]}: ${text}`;
}
