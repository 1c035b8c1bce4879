import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lets `use` have a file of so many bytes. */
export async function withFile<T>(size: number, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'to-thread-bench-'));
  const path = join(folder, 'file');
  writeFileSync(path, Buffer.alloc(size, 'x'));
  try {
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
