import fs from 'node:fs';
const frame = Buffer.alloc(4, '.');
const name = frame.slice(0, 3);
export async function tag(user, file) {
  name.write(user);
  const text = fs.readFileSync(file, 'utf8');
  return frame.toString('latin1') + text;
}
