/**
 * Takes a recording from a file that anybody may have written: every part is looked at, and made anew. What does not
 * fit is an error that says where.
 */
import { BUCKETS } from '../trace/histogram.ts';
import {
  type CallRecord,
  FORMAT,
  type Location,
  type Recording,
  type StallRecord,
  type Tally,
  VERSION,
} from '../trace/recording.ts';

/** Why a file is no recording, in words for its owner. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/** More than the recorder ever writes. */
const LIMITS = {
  calls: 4096,
  functions: 4096,
  stack: 64,
  stalls: 1024,
  samples: 64,
  slots: 4096,
  sources: 16_384,
};
const LONGEST_TEXT = 1000;

type Fields = Readonly<Record<string, unknown>>;

export function toRecording(value: unknown): Recording {
  const fields = value as Fields;
  if (!isObject(value) || fields['format'] !== FORMAT)
    throw new RecordingError('is no recording of to-thread');
  const { version } = fields;
  if (typeof version === 'number' && version > VERSION) {
    throw new RecordingError(`was written by a newer to-thread (format ${version}): update this one`);
  }
  if (version !== VERSION) throw new RecordingError('has no version that this to-thread knows');
  const calls = list(fields, 'calls', LIMITS.calls, toCall);
  const running =
    fields['running'] === undefined ? undefined : toRunning(object(fields, 'running'), calls.length);
  const run = optionalText(fields, 'run');
  return {
    ...{ format: FORMAT, version: VERSION, ...(run !== undefined && { run }) },
    process: toProcess(object(fields, 'process')),
    ...{ start: number(fields, 'start'), end: number(fields, 'end'), ended: fields['ended'] === true },
    functions: list(fields, 'functions', LIMITS.functions, (item) => ({
      function: text(item, 'function'),
      ...toTally(item),
    })),
    calls,
    ...(running && { running }),
    stalls: toStalls(object(fields, 'stalls')),
    sources: toSources(object(fields, 'sources')),
  };
}

function toProcess(fields: Fields): Recording['process'] {
  const main = optionalText(fields, 'main');
  return {
    ...{ id: number(fields, 'id'), parent: number(fields, 'parent') },
    ...{ node: text(fields, 'node'), platform: text(fields, 'platform') },
    ...(main !== undefined && { main }),
  };
}

function toRunning(fields: Fields, calls: number): NonNullable<Recording['running']> {
  const call = fields['call'] === null ? null : number(fields, 'call');
  if (call !== null && !(Number.isInteger(call) && call < calls)) throw wrong('running.call');
  return { call, function: text(fields, 'function'), since: number(fields, 'since') };
}

function toCall(fields: Fields): CallRecord {
  return {
    ...{ function: text(fields, 'function'), stack: toStack(fields), ...toTally(fields) },
    ...{ estimated: fields['estimated'] === true, isAsync: fields['isAsync'] === true },
  };
}

function toTally(fields: Fields): Tally {
  return {
    ...{ count: number(fields, 'count'), total: number(fields, 'total'), longest: number(fields, 'longest') },
    buckets: array(fields, 'buckets', BUCKETS).map((pair) => {
      const [bucket, count] = numbers(pair, 'buckets');
      if (!Number.isInteger(bucket) || bucket >= BUCKETS) throw wrong('buckets');
      return [bucket, count];
    }),
  };
}

function toStalls(fields: Fields): Recording['stalls'] {
  const timeline = object(fields, 'timeline');
  const width = number(timeline, 'width');
  if (width < 1) throw wrong('timeline.width');
  return {
    ...{ count: number(fields, 'count'), total: number(fields, 'total'), longest: number(fields, 'longest') },
    worst: list(fields, 'worst', LIMITS.stalls, toStall),
    timeline: { width, slots: array(timeline, 'slots', LIMITS.slots).map((pair) => numbers(pair, 'slots')) },
  };
}

function toStall(fields: Fields): StallRecord {
  return {
    ...{ at: number(fields, 'at'), duration: number(fields, 'duration'), cpu: number(fields, 'cpu') },
    loading: fields['loading'] === true,
    samples: list(fields, 'samples', LIMITS.samples, (sample) => {
      const running = optionalText(sample, 'function');
      return {
        ...{ after: number(sample, 'after'), stack: toStack(sample) },
        ...(running !== undefined && { function: running }),
      };
    }),
  };
}

function toStack(fields: Fields): Location[] {
  return list(fields, 'stack', LIMITS.stack, (frame) => {
    const name = optionalText(frame, 'name');
    const place = { line: number(frame, 'line'), column: number(frame, 'column') };
    return { file: text(frame, 'file'), ...place, ...(name !== undefined && { name }) };
  });
}

function toSources(fields: Fields): Record<string, string> {
  const entries = Object.entries(fields);
  if (entries.length > LIMITS.sources) throw wrong('sources');
  return Object.fromEntries(
    entries.map(([file, hash]) => {
      if (file.length > LONGEST_TEXT || typeof hash !== 'string' || !/^[\da-f]{64}$/.test(hash))
        throw wrong('sources');
      return [file, hash];
    }),
  );
}

function list<T>(fields: Fields, name: string, limit: number, make: (item: Fields) => T): T[] {
  return array(fields, name, limit).map((item) => {
    if (!isObject(item)) throw wrong(name);
    return make(item);
  });
}

function array(fields: Fields, name: string, limit: number): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length > limit) throw wrong(name);
  return value;
}

function numbers(value: unknown, name: string): readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2) throw wrong(name);
  const [first, second] = value as unknown[];
  return [number({ [name]: first }, name), number({ [name]: second }, name)];
}

function object(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (!isObject(value)) throw wrong(name);
  return value;
}

function number(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > Number.MAX_SAFE_INTEGER) {
    throw wrong(name);
  }
  return value;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value.length > LONGEST_TEXT) throw wrong(name);
  return value;
}

function optionalText(fields: Fields, name: string): string | undefined {
  return fields[name] === undefined ? undefined : text(fields, name);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(name: string): RecordingError {
  return new RecordingError(`is broken: \`${name}\` is not what a recording has there`);
}
