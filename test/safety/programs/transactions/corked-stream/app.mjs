import fs from 'node:fs';
export async function send(out, name) {
  out.cork();
  out.write(`--${name}\n`);
  out.write(fs.readFileSync(name));
  process.nextTick(() => out.uncork());
}
