import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const out = process.argv[2];
let problems = 0;

async function verifyPage(page) {
  const html = await readFile(join(out, page), 'utf8');
  for (const [, url] of html.matchAll(/(?:href|src)="([^":#]+)"/g)) {
    if (!existsSync(join(out, url))) {
      console.error(`${page}: ${url} is missing`);
      problems++;
    }
  }
}

async function verifyCompressed(file) {
  const packed = await readFile(join(out, file));
  const plain = file.endsWith('.br') ? brotliDecompressSync(packed) : gunzipSync(packed);
  if (!plain.equals(await readFile(join(out, file.slice(0, -3))))) {
    console.error(`${file}: does not unpack to its source`);
    problems++;
  }
}

const files = await readdir(out, { recursive: true });
for (const file of files.sort()) {
  if (file.endsWith('.html')) await verifyPage(file);
  else if (/\.(?:br|gz)$/.test(file)) await verifyCompressed(file);
}

console.log(problems === 0 ? `verified ${files.length} entries` : `${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;
