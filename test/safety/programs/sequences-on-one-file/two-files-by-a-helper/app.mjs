import { rmSync, writeFileSync } from 'node:fs';

async function writeBoth(name, text) {
  writeFileSync(`${name}.txt`, text);
  writeFileSync(`${name}.html`, `<p>${text}</p>`);
}

export async function publish(name, text) {
  await writeBoth(name, text);
}

export async function withdraw(name) {
  rmSync(`${name}.html`, { force: true });
  rmSync(`${name}.txt`, { force: true });
}
