import fs from 'node:fs';
export async function local(zone, file) {
  process.env.TZ = zone;
  const text = fs.readFileSync(file, 'utf8');
  return `${new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(0)}: ${text}`;
}
