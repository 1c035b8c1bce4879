/** Finds recordings, and takes those that belong together. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '../trace/recording.ts';
import type { Problem } from './report.ts';
import { RecordingError, toRecording } from './validate.ts';

/** Bytes of a file, and files of a folder: ten times what the recorder comes to at most. */
const LARGEST = 16 * 2 ** 20;
const MOST = 1000;

/** The name of a recording: the number of the process, and when it began. */
const NAME = /^\d+-(\d+)\.json$/;

/** Which recordings of a folder belong together: the newest run, all that there are, or the run of this name. */
export type Runs = 'newest' | 'all' | { readonly run: string };

export interface Recordings {
  readonly recordings: readonly Recording[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a file, or the newest run of a folder.
 *
 * @throws RecordingError if there is nothing to read at all
 */
export async function readRecordings(path: string, runs: Runs = 'newest'): Promise<Recordings> {
  const found = await stat(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new RecordingError(
      code === 'ENOENT'
        ? `${path} does not exist: \`npx to-thread trace -- <command>\` records into .to-thread`
        : `${path} cannot be read (${code ?? 'unknown'})`,
    );
  });
  if (!found.isDirectory()) return { recordings: [await readFile(path)], problems: [] };
  const names = (await readdir(path)).filter((name) => NAME.test(name));
  const newest = names.toSorted((a, b) => startOf(b) - startOf(a)).slice(0, MOST);
  const read = await Promise.all(
    newest.map(async (name) => {
      try {
        return await readFile(join(path, name));
      } catch (error) {
        if (!(error instanceof RecordingError)) throw error;
        return { file: name, reason: error.message };
      }
    }),
  );
  const recordings = read.filter((result) => 'format' in result);
  const problems = read.filter((result) => 'reason' in result);
  if (recordings.length === 0) {
    const [first] = problems;
    throw new RecordingError(
      first ? `${join(path, first.file)} ${first.reason}` : `${path} holds no recordings`,
    );
  }
  return { recordings: chosen(recordings, runs), problems };
}

/** @throws RecordingError that says what is wrong with the file, without its name */
async function readFile(path: string): Promise<Recording> {
  const content = await contentOf(path);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new RecordingError('is no recording of to-thread: it is not JSON, or not all of it');
  }
  return toRecording(value);
}

async function contentOf(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > LARGEST) throw new RecordingError(`is larger than any recording (${size} bytes)`);
    return await file.readFile('utf8');
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    throw new RecordingError(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

function chosen(recordings: readonly Recording[], runs: Runs): readonly Recording[] {
  if (runs === 'all') return recordings;
  return runs === 'newest' ? newestRun(recordings) : recordings.filter(({ run }) => run === runs.run);
}

/** Those of one run: started by one `to-thread trace`, or by one process and its descendants. */
function newestRun(recordings: readonly Recording[]): readonly Recording[] {
  const newest = recordings.reduce((a, b) => (b.start > a.start ? b : a));
  const run = runOf(newest, recordings);
  return recordings.filter((recording) => runOf(recording, recordings) === run);
}

function runOf(recording: Recording, all: readonly Recording[], depth = 32): string {
  if (recording.run !== undefined) return `run ${recording.run}`;
  const { parent, id } = recording.process;
  // Numbers of processes come again, so that the parent has to have been there at the time.
  const above = all.find(
    (other) =>
      other !== recording &&
      other.process.id === parent &&
      other.start <= recording.start &&
      (!other.ended || other.end >= recording.start),
  );
  return above && depth > 0 ? runOf(above, all, depth - 1) : `process ${id} ${recording.start}`;
}

function startOf(name: string): number {
  return Number(NAME.exec(name)?.[1] ?? 0);
}
