import fs from 'node:fs';
export async function download({ user: { quota }, ...rest }, file) {
  if (quota.left < 1) return 'over quota';
  const bytes = fs.readFileSync(file);
  quota.left -= 1;
  return `${rest.host} ${bytes.length}`;
}
