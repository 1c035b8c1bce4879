/**
 * What the rules take from a recording of `npx to-thread trace`. The file may be anybody's: each part that is used is
 * looked at before.
 */
import { readFileSync, statSync } from 'node:fs';

/** A recording as far as it is of interest here. Times are milliseconds since 1970, durations milliseconds. */
export interface Recording {
  /** What was started together has the same one. */
  readonly run?: string;
  readonly start: number;
  readonly end: number;
  readonly calls: readonly RecordedCall[];
  /** SHA-256 of the source files, by their paths from the root. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface RecordedCall {
  /** The function that blocked: `fs.readFileSync`. */
  readonly function: string;
  readonly count: number;
  readonly total: number;
  readonly longest: number;
  /** Innermost frame first: where the call stands. */
  readonly stack: readonly RecordedPlace[];
}

export interface RecordedPlace {
  /** Path from the root, with slashes. */
  readonly file: string;
  /** Lines and columns are counted from one. */
  readonly line: number;
  readonly column: number;
}

const FORMAT = 'to-thread-recording';
const VERSION = 1;

/** Bytes of a file, and parts of a list: more than the recorder ever writes. */
const LARGEST = 16 * 2 ** 20;
const MOST = 16_384;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a recording, or says in words why the file is none.
 *
 * @param path absolute
 */
export function readRecording(path: string): Recording | string {
  try {
    const { size } = statSync(path);
    if (size > LARGEST) return `is larger than any recording (${String(size)} bytes)`;
    return recordingOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return 'is no recording of to-thread: it is not JSON, or not all of it';
    return `cannot be read (${String((error as NodeJS.ErrnoException).code)})`;
  }
}

function recordingOf(value: unknown): Recording | string {
  const { format, version, run, start, end, calls, sources } = fieldsOf(value);
  if (format !== FORMAT) return 'is no recording of to-thread';
  if (typeof version === 'number' && version > VERSION) {
    return `was written by a newer to-thread (format ${String(version)}): update eslint-plugin-to-thread`;
  }
  if (version !== VERSION || !isTime(start) || !isTime(end)) return 'is not as to-thread writes recordings';
  return {
    ...(typeof run === 'string' && { run }),
    ...{ start, end, calls: listOf(calls).flatMap(callOf) },
    sources: new Map(
      Object.entries(fieldsOf(sources))
        .slice(0, MOST)
        .filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
}

function callOf(value: unknown): RecordedCall[] {
  const { function: name, count, total, longest, stack } = fieldsOf(value);
  if (typeof name !== 'string' || !isTime(count) || !isTime(total) || !isTime(longest)) return [];
  return [{ function: name, count, total, longest, stack: listOf(stack).flatMap(placeOf) }];
}

function placeOf(value: unknown): RecordedPlace[] {
  const { file, line, column } = fieldsOf(value);
  return typeof file === 'string' && isTime(line) && isTime(column) ? [{ file, line, column }] : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST) : [];
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}
