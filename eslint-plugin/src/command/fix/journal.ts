import { createHash } from 'node:crypto';
import { mkdir, open, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { UserError } from '../user-error.ts';
import type { Baseline, Failure } from '../verify/baseline.ts';
import type { FixOptions } from './options.ts';

/** What is kept of a run on disk, so that whatever ends it, the files can be put back and the work goes on. */
interface JournalContent {
  readonly version: 1;
  /** The process that is at work. */
  pid: number;
  readonly cwd: string;
  readonly options: FixOptions;
  /** The commit that the run began on. */
  readonly head: string | undefined;
  /** By absolute path. */
  readonly files: Record<string, KeptFile>;
  baseline?: Baseline;
  /** What was found wrong of states of the files that have been tried, by what identifies the state. */
  readonly verdicts: Record<string, readonly Failure[]>;
}

interface KeptFile {
  /** Name of the copy; absent for what was not there. */
  readonly copy?: string;
  /** What the file has been since, by hash: what is none of these is somebody else's work. */
  readonly written: string[];
  /** Whether another program writes it, at our word. */
  readonly isFree: boolean;
}

const NAME = 'journal.json';

/** Writes files, and can undo that. */
export class Journal {
  readonly #folder: string;
  readonly #content: JournalContent;

  private constructor(folder: string, content: JournalContent) {
    this.#folder = folder;
    this.#content = content;
  }

  /** @throws UserError if another run has not been brought to its end */
  static async requireNone(folder: string): Promise<void> {
    const other = await Journal.find(folder);
    if (!other) return;
    other.requireEnded();
    throw new UserError(
      'An earlier run did not come to its end. `fix --resume` goes on with it, `fix --abort` puts all files back.',
    );
  }

  /**
   * Begins a run.
   *
   * @param folder absolute path of a folder of its own, outside of the work tree
   * @throws UserError if another run has not been brought to its end
   */
  static async begin(
    folder: string,
    { cwd, options, head }: Pick<JournalContent, 'cwd' | 'options' | 'head'>,
  ): Promise<Journal> {
    await Journal.requireNone(folder);
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, 'originals'), { recursive: true });
    await mkdir(join(folder, 'logs'));
    const journal = new Journal(folder, {
      ...{ version: 1, pid: process.pid, cwd, options, head },
      ...{ files: {}, verdicts: {} },
    });
    await journal.#save();
    return journal;
  }

  /** The journal of a run that has not come to its end. */
  static async find(folder: string): Promise<Journal | undefined> {
    let text: string;
    try {
      text = await readFile(join(folder, NAME), 'utf8');
    } catch {
      return undefined;
    }
    return new Journal(folder, JSON.parse(text) as JournalContent);
  }

  get options(): FixOptions {
    return this.#content.options;
  }

  get cwd(): string {
    return this.#content.cwd;
  }

  get head(): string | undefined {
    return this.#content.head;
  }

  get baseline(): Baseline | undefined {
    return this.#content.baseline;
  }

  /** Folder with the files as they were. */
  get originals(): string {
    return join(this.#folder, 'originals');
  }

  /** Folder for what commands write. */
  get logs(): string {
    return join(this.#folder, 'logs');
  }

  /** Makes this process the one at work. */
  async takeOver(): Promise<void> {
    this.requireEnded();
    this.#content.pid = process.pid;
    await this.#save();
  }

  /** @throws UserError if the run is still at work */
  requireEnded(): void {
    const { pid } = this.#content;
    if (pid === process.pid || !isRunning(pid)) return;
    throw new UserError(
      `Another run is at work here (process ${String(pid)}). Wait for its end, or stop it.`,
    );
  }

  async keepBaseline(baseline: Baseline): Promise<void> {
    this.#content.baseline = baseline;
    await this.#save();
  }

  verdict(state: string): readonly Failure[] | undefined {
    return this.#content.verdicts[state];
  }

  async keepVerdict(state: string, failures: readonly Failure[]): Promise<void> {
    this.#content.verdicts[state] = failures;
    await this.#save();
  }

  /** Lets another program write a file, which is put back as it is now. */
  async free(path: string): Promise<void> {
    await this.#keep(path, true);
    await this.#save();
  }

  /** Writes a file. What it was is safe on disk before. */
  async write(path: string, bytes: Buffer): Promise<void> {
    if ((await realpath(path)) !== path)
      throw new UserError(`${path} has become a link in the meantime. Nothing is written through it.`);
    const file = await this.#keep(path, false);
    file.written.push(hashOf(bytes));
    await this.#save();
    await writeFile(path, bytes);
  }

  /**
   * Puts all files back.
   *
   * @returns paths of files that somebody else has changed meanwhile, which stay as they are
   */
  async restore(): Promise<string[]> {
    const left: string[] = [];
    for (const [path, { copy, written, isFree }] of Object.entries(this.#content.files)) {
      const now = await contentOf(path);
      const before = copy === undefined ? undefined : await readFile(join(this.originals, copy));
      if (same(now, before)) continue;
      if (!isFree && !(now && written.includes(hashOf(now)))) left.push(path);
      else if (before) await writeFile(path, before);
      else await rm(path, { force: true });
    }
    return left;
  }

  /** Leaves the copies of files where they are, for whoever wants to look at them, until the next run. */
  async forget(): Promise<void> {
    await rm(join(this.#folder, NAME), { force: true });
  }

  /** The run is over: nothing of it can be undone any more. */
  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #keep(path: string, isFree: boolean): Promise<KeptFile> {
    const { files } = this.#content;
    const known = files[path];
    if (known) return known;
    const bytes = await contentOf(path);
    const copy = bytes && String(Object.keys(files).length);
    if (bytes && copy !== undefined) await writeSafely(join(this.originals, copy), bytes);
    const file: KeptFile = { ...(copy !== undefined && { copy }), written: [], isFree };
    files[path] = file;
    return file;
  }

  async #save(): Promise<void> {
    const file = join(this.#folder, NAME);
    await mkdir(dirname(file), { recursive: true });
    await writeSafely(`${file}.new`, Buffer.from(JSON.stringify(this.#content)));
    await rename(`${file}.new`, file);
  }
}

/** Identifies the content of some files. */
export function stateOf(texts: Iterable<readonly [path: string, text: string]>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...texts].sort(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${path}\0${String(text.length)}\0${text}`);
  return hash.digest('hex');
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function same(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one && other ? one.equals(other) : one === other;
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file to the disk itself: a machine that stops must not lose it. */
async function writeSafely(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
