import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, UserError } from '../user-error.ts';

/** Writes what a person wants to have in a file, in a folder that need not be there yet. */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new UserError(`${path} cannot be written: ${messageOf(error)}`);
  }
}
