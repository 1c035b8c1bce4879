import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foldersAbove } from '../../project/package-json.ts';
import { messageOf, UserError } from '../user-error.ts';

/**
 * Rules pass over a package.json that cannot be read, as an editor has them in between. Nobody is in the middle of writing
 * one while a command runs.
 *
 * @param files absolute paths
 * @throws UserError if the package.json of one of them is none
 */
export async function requireManifests(files: readonly string[]): Promise<void> {
  const known = new Set<string>();
  for (const file of files) {
    for (const folder of foldersAbove(file)) {
      if (known.has(folder)) break;
      known.add(folder);
      if (await hasManifest(join(folder, 'package.json'))) break;
    }
  }
}

async function hasManifest(path: string): Promise<boolean> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return false;
  }
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return true;
  } catch (error) {
    throw new UserError(`${path} is not JSON (${messageOf(error)}). Mend it and begin anew.`);
  }
  throw new UserError(`${path} holds no object. Mend it and begin anew.`);
}
