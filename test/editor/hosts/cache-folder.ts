import { mkdir } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** The folder that editors are kept in between runs, outside of the repository: they are large. */
export async function cacheFolder(name: string): Promise<string> {
  const folder = join(userCache(), 'to-thread-editor', name);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Where programs of this system keep what they can get again. */
function userCache(): string {
  switch (platform()) {
    case 'win32':
      return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
    case 'darwin':
      return join(homedir(), 'Library', 'Caches');
    default: {
      // Empty means unset.
      const { XDG_CACHE_HOME: cache = '' } = process.env;
      return cache === '' ? join(homedir(), '.cache') : cache;
    }
  }
}
