/** Writes a recording so that nobody ever reads half of one. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from './recording.ts';

/** Only the user can read it: names of files and functions may tell what is nobody else's business. */
export function write(folder: string, recording: Recording): void {
  const { process, start } = recording;
  const file = join(folder, `${process.id}-${start}.json`);
  const draft = `${file}.${recording.ended ? 'last' : 'next'}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${JSON.stringify(recording)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  } catch {
    // A full disk, or a folder that is not to be written: the program goes on as ever.
    try {
      rmSync(draft, { force: true });
    } catch {
      // It is not there, or stays.
    }
  }
}
