/** The recordings that `settings['to-thread'].trace` names, read once as long as they stay as they are. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readRecording } from './recording.ts';
import type { RecordedCall, RecordedPlace, Recording } from './recording.ts';

/** The name of a recording: the number of the process, and when it began. */
const NAME = /^\d+-(\d+)\.json$/;

/** Files of a folder: the newest ones. */
const MOST = 1000;

/** A recorded call as it is seen from one of the places on its way. */
export interface CallFromPlace {
  readonly call: RecordedCall;
  readonly place: RecordedPlace;
  /** It is the place of the call itself, not of one that led to it. */
  readonly isOwn: boolean;
}

/** What was recorded of one file. */
interface RecordedFile {
  /** Path from the folder in which the program was recorded, with slashes. */
  readonly name: string;
  /** That path in the folder that is taken for it: absolute. */
  readonly path: string;
  /** When the last of it was recorded, in milliseconds since 1970. */
  readonly time: number;
  /** SHA-256 of the file as it was then, if it is known. */
  readonly hash: string | undefined;
  readonly calls: readonly CallFromPlace[];
}

interface Known {
  readonly stamp: string;
  readonly files: readonly RecordedFile[];
}

const known = new Map<string, Known>();
const complaints = new Set<string>();

/** What was recorded of a file, held against the file as it is. */
export interface RecordedOfFile extends Pick<RecordedFile, 'calls' | 'time'> {
  /** The file is another one since. */
  readonly isOutdated: boolean;
}

/**
 * What was recorded of a file, where recordings were put somewhere else known by the end of its path and by its contents;
 * undefined where nothing that was recorded is of use, for whatever file. What is wrong with
 * a recording is said once, to the standard error.
 *
 * @param paths files or folders, from `cwd`
 * @param file absolute path
 * @param text all that is in the file
 */
export function recordedOf(
  paths: readonly string[],
  cwd: string,
  file: string,
  text: string,
): RecordedOfFile | undefined {
  const all = paths.flatMap((path) => filesOf(resolve(cwd, path), cwd));
  if (all.length === 0) return undefined;
  const slashed = file.replaceAll('\\', '/');
  const alike = all.filter(({ path, name }) => path === file || slashed.endsWith(`/${name}`));
  if (alike.length === 0) return NOTHING;
  const hashNow = createHash('sha256').update(text).digest('hex');
  const [newest] = alike
    .filter(({ path, hash }) => path === file || hash === hashNow)
    .toSorted((a, b) => b.time - a.time);
  if (!newest) return NOTHING;
  const { calls, time, hash } = newest;
  return { calls, time, isOutdated: hash !== undefined && hash !== hashNow };
}

const NOTHING: RecordedOfFile = { calls: [], time: 0, isOutdated: false };

function filesOf(path: string, cwd: string): readonly RecordedFile[] {
  const stamp = stampOf(path);
  let entry = known.get(path);
  if (entry?.stamp !== stamp) {
    entry = { stamp, files: stamp === '' ? [] : filesIn(readRun(path), rootOf(path, cwd)) };
    if (stamp === '')
      complain(`${path} does not exist: \`npx to-thread trace -- <command>\` records into .to-thread`);
    known.set(path, entry);
  }
  return entry.files;
}

/** Recordings are put in place whole, which changes the time of their folder. Empty for what is not there. */
function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${String(found.mtimeMs)} ${String(found.size)}` : '';
}

/** The folder that a recorder was started in holds the one that it wrote into. */
function rootOf(path: string, cwd: string): string {
  const folder = NAME.test(basename(path)) ? dirname(path) : path;
  return basename(folder) === '.to-thread' ? dirname(folder) : cwd;
}

/** The recordings of the newest run: what was started together, or what ran while the newest did. */
function readRun(path: string): readonly Recording[] {
  const recordings = pathsIn(path).flatMap((file) => {
    const recording = readRecording(file);
    if (typeof recording !== 'string') return recording;
    complain(`${file} ${recording}`);
    return [];
  });
  const [newest] = recordings.toSorted((a, b) => b.start - a.start);
  if (!newest) return [];
  return recordings.filter(({ run, start, end }) =>
    newest.run === undefined
      ? run === undefined && start <= newest.end && end >= newest.start
      : run === newest.run,
  );
}

function pathsIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => NAME.test(name));
  if (names.length === 0) complain(`${path} holds no recordings`);
  const startOf = (name: string): number => Number(NAME.exec(name)?.[1]);
  return names
    .toSorted((a, b) => startOf(b) - startOf(a))
    .slice(0, MOST)
    .map((name) => join(path, name));
}

function filesIn(recordings: readonly Recording[], root: string): readonly RecordedFile[] {
  const files = new Map<string, RecordedFile & { time: number; readonly calls: CallFromPlace[] }>();
  for (const { end, calls, sources } of recordings) {
    for (const call of calls) {
      for (const [depth, place] of call.stack.entries()) {
        const { file: name } = place;
        const known = files.get(name);
        const file = known ?? {
          ...{ name, path: resolve(root, name) },
          time: end,
          hash: sources.get(name),
          calls: [],
        };
        file.time = Math.max(file.time, end);
        file.calls.push({ call, place, isOwn: depth === 0 });
        files.set(name, file);
      }
    }
  }
  return [...files.values()];
}

function complain(problem: string): void {
  if (complaints.has(problem)) return;
  complaints.add(problem);
  process.stderr.write(`eslint-plugin-to-thread: the setting "to-thread".trace is not of use: ${problem}.\n`);
}
