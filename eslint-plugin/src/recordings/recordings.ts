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
interface CallFromPlace {
  readonly call: RecordedCall;
  readonly place: RecordedPlace;
  /** It is the place of the call itself, not of one that led to it. */
  readonly isOwn: boolean;
}

/** What was recorded of one file. */
export interface RecordedFile {
  /** When the last of it was recorded, in milliseconds since 1970. */
  readonly time: number;
  /** SHA-256 of the file as it was then, if it is known. */
  readonly hash: string | undefined;
  readonly calls: readonly CallFromPlace[];
}

interface Known {
  readonly stamp: string;
  /** By absolute path. */
  readonly files: ReadonlyMap<string, RecordedFile>;
}

const known = new Map<string, Known>();
const complaints = new Set<string>();

/**
 * What was recorded of a file; undefined where nothing that was recorded is of use, for whatever file. What is wrong with
 * a recording is said once, to the standard error.
 *
 * @param paths files or folders, from `cwd`
 * @param file absolute path
 */
export function recordedOf(paths: readonly string[], cwd: string, file: string): RecordedFile | undefined {
  const all = paths.map((path) => filesOf(resolve(cwd, path), cwd)).filter(({ size }) => size > 0);
  if (all.length === 0) return undefined;
  const found = all.flatMap((files) => files.get(file) ?? []);
  const newest = found.toSorted((a, b) => b.time - a.time)[0];
  return newest ?? { time: 0, hash: undefined, calls: [] };
}

/** The hash that a recording has of a file with this text. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function filesOf(path: string, cwd: string): ReadonlyMap<string, RecordedFile> {
  const stamp = stampOf(path);
  let entry = known.get(path);
  if (entry?.stamp !== stamp) {
    entry = { stamp, files: stamp === '' ? new Map() : filesIn(readRun(path), rootOf(path, cwd)) };
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

function filesIn(recordings: readonly Recording[], root: string): ReadonlyMap<string, RecordedFile> {
  const files = new Map<string, { time: number; hash: string | undefined; calls: CallFromPlace[] }>();
  for (const { end, calls, sources } of recordings) {
    for (const call of calls) {
      for (const [depth, place] of call.stack.entries()) {
        const path = resolve(root, place.file);
        const file = files.get(path) ?? { time: end, hash: sources.get(place.file), calls: [] };
        file.time = Math.max(file.time, end);
        file.calls.push({ call, place, isOwn: depth === 0 });
        files.set(path, file);
      }
    }
  }
  return files;
}

function complain(problem: string): void {
  if (complaints.has(problem)) return;
  complaints.add(problem);
  process.stderr.write(`eslint-plugin-to-thread: the setting "to-thread".trace is not of use: ${problem}.\n`);
}
