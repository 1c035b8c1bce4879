import fs from 'node:fs';
const header = Buffer.alloc(4);
export async function append(n) {
  header.writeUInt32BE(n);
  fs.appendFileSync('log.bin', header);
  return header.readUInt32BE();
}
