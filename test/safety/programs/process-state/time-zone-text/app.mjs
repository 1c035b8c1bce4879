import fs from 'node:fs';
export async function local(zone, file) {
  process.env.TZ = zone;
  const text = fs.readFileSync(file, 'utf8');
  return `${new Date(0).toString().slice(0, 24)}: ${text}`;
}
