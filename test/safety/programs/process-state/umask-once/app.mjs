import fs from 'node:fs';
export async function secret(f) {
  process.umask(0o077);
  fs.writeFileSync(f, 'x');
  return (fs.statSync(f).mode & 0o777).toString(8);
}
