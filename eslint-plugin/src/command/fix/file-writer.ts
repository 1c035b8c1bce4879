import { writeFile } from 'node:fs/promises';
import { bytesWith } from '../files/source-file.ts';
import type { SourceFile } from '../files/source-file.ts';
import type { Journal } from './journal.ts';

/** Brings files on disk to what they are to be, and writes none that is so already. */
export class FileWriter {
  readonly #journal: Journal | undefined;
  readonly #onDisk = new Map<string, string>();

  /** @param journal keeps what was there, where there is a place for it */
  constructor(journal: Journal | undefined) {
    this.#journal = journal;
  }

  async write(source: SourceFile, text: string): Promise<void> {
    if ((this.#onDisk.get(source.path) ?? source.text) === text) return;
    const bytes = bytesWith(source, text);
    if (this.#journal) await this.#journal.write(source.path, bytes);
    else await writeFile(source.path, bytes);
    this.#onDisk.set(source.path, text);
  }
}
