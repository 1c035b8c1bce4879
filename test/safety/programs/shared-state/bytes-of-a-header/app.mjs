import fs from 'node:fs';
const header = Buffer.alloc(2);
export async function frame(kind, file) {
  header.writeUInt16BE(kind);
  const body = fs.readFileSync(file);
  return Buffer.concat([header, body]).toString('hex');
}
