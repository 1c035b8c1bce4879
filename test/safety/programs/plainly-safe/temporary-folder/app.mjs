import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
export async function throughADisk(text) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'safe-'));
  try {
    const file = join(folder, 'text');
    fs.writeFileSync(file, text);
    return fs.readFileSync(file, 'utf8');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
