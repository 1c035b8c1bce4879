import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

// Registered once, for the whole file: a hook registered in the middle of a test is not run.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * Makes a temporary folder with files in it, which is gone after the tests of the file.
 *
 * @param files the text of each file by its path in the folder; a path that ends in `/` makes a folder
 */
export function temporaryFolder(files: Readonly<Record<string, string>>): string {
  // Some systems keep their temporary folder behind a symbolic link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'to-thread-plugin-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(target, text);
  }
  return folder;
}
