/** Recordings that are none, or that somebody has changed, get an error that says so. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecordings } from '../../src/report/read.ts';
import { RecordingError, toRecording } from '../../src/report/validate.ts';
import type { Recording } from '../../src/trace/recording.ts';
import { temporaryFolder } from '../support/folder.ts';
import { rejection, thrown } from '../support/rejection.ts';
import { sample } from './sample.ts';

type Change = (recording: Record<string, unknown>) => unknown;

function changed(change: Change): unknown {
  const copy = structuredClone(sample) as unknown as Record<string, unknown>;
  return change(copy) ?? copy;
}

test('a recording comes back as it was written', () => {
  expect(toRecording(structuredClone(sample))).toEqual(sample);
});

describe('what is wrong is said', () => {
  test.each<[string, Change, RegExp]>([
    ['no object', () => 'text', /is no recording/],
    ['a list', () => [], /is no recording/],
    ['something else', () => ({ format: 'cpuprofile' }), /is no recording/],
    ['newer', (r) => void (r['version'] = 2), /newer to-thread \(format 2\): update/],
    ['without a version', (r) => void (r['version'] = undefined), /no version/],
    ['calls that are none', (r) => void (r['calls'] = {}), /`calls`/],
    ['a call that is none', (r) => void (r['calls'] = [null]), /`calls`/],
    ['a figure as text', (r) => void (r['start'] = '1'), /`start`/],
    ['a figure that is none', (r) => void (r['end'] = Infinity), /`end`/],
    ['a negative figure', (r) => void (r['end'] = -1), /`end`/],
    ['too many calls', (r) => void (r['calls'] = Array.from({ length: 5000 }, () => ({}))), /`calls`/],
    [
      'a name that is endless',
      (r) => void (r['process'] = { ...sample.process, main: 'x'.repeat(5000) }),
      /`main`/,
    ],
    ['a process that is none', (r) => void (r['process'] = []), /`process`/],
    [
      'a bucket that is none',
      (r) => void (r['functions'] = [{ ...sample.functions[0], buckets: [[99, 1]] }]),
      /`buckets`/,
    ],
    [
      'a call that is not there',
      (r) => void (r['running'] = { call: 9, function: 'x', since: 1 }),
      /`running.call`/,
    ],
    ['a hash that is none', (r) => void (r['sources'] = { 'a.js': '<b>' }), /`sources`/],
    [
      'a timeline without width',
      (r) => void (r['stalls'] = { ...sample.stalls, timeline: { width: 0, slots: [] } }),
      /`timeline.width`/,
    ],
  ])('%s', (_name, change, words) => {
    const error = thrown(() => toRecording(changed(change)));
    expect(error).toBeInstanceOf(RecordingError);
    expect(error.message).toMatch(words);
  });

  test('and names that mean something to JavaScript mean nothing', () => {
    const value: unknown = JSON.parse(
      JSON.stringify(sample).replace(
        '"sources":{',
        `"__proto__":{"polluted":1},"sources":{"__proto__":"${'b'.repeat(64)}",`,
      ),
    );
    const recording = toRecording(value);
    expect(Object.keys(recording.sources)).toContain('__proto__');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(recording)).toBe(Object.prototype);
  });
});

describe('files and folders', () => {
  const write = (folder: string, name: string, content: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const of = (id: number, start: number, more: Partial<Recording> = {}, parent = 1): Recording => ({
    ...sample,
    ...{ start, end: start + 1000, process: { ...sample.process, id, parent } },
    ...more,
  });

  test.each<[string, string | undefined, RegExp]>([
    ['not there', undefined, /does not exist: `npx to-thread trace -- <command>` records/],
    ['empty', '', /not JSON, or not all of it/],
    ['torn', JSON.stringify(sample).slice(0, 300), /not JSON, or not all of it/],
    ['binary', '\u0000\u0001\u0002', /not JSON/],
    ['nested without end', '['.repeat(100_000), /not JSON/],
  ])('a file that is %s', async (_name, content, words) => {
    const file = join(temporaryFolder(), '1-2.json');
    if (content !== undefined) writeFileSync(file, content);
    const error = await rejection(readRecordings(file));
    expect(error).toBeInstanceOf(RecordingError);
    expect(error.message).toMatch(words);
  });

  test('a file that is huge is not read', async () => {
    const file = write(temporaryFolder(), '1-2.json', '');
    truncateSync(file, 5 * 2 ** 30);
    expect((await rejection(readRecordings(file))).message).toMatch(/larger than any recording/);
  });

  test('a folder without recordings', async () => {
    const folder = temporaryFolder();
    write(folder, 'package.json', {});
    expect((await rejection(readRecordings(folder))).message).toMatch(/holds no recordings/);
  });

  test('broken ones are left out, with a reason', async () => {
    const folder = temporaryFolder();
    write(folder, '42-5.json', of(42, 5));
    write(folder, '43-6.json', '{');
    write(folder, '44-7.json', { format: 'other' });
    mkdirSync(join(folder, '45-8.json'));
    const { recordings, problems } = await readRecordings(folder);
    expect(recordings.map((recording) => recording.process.id)).toEqual([42]);
    expect(problems.map(({ file }) => file)).toEqual(['45-8.json', '44-7.json', '43-6.json']);
  });

  test('the newest run is what one command has started, or one process and its descendants', async () => {
    const folder = temporaryFolder();
    write(folder, '10-1000.json', of(10, 1000));
    write(folder, '20-5000.json', of(20, 5000));
    write(folder, '21-5500.json', of(21, 5500, {}, 20));
    write(folder, '22-5600.json', of(22, 5600, {}, 21));
    // The same number again, of a process that is long over.
    write(folder, '23-5100.json', of(23, 5100, {}, 10));
    const ids = async (runs?: Parameters<typeof readRecordings>[1]): Promise<number[]> =>
      (await readRecordings(folder, runs)).recordings.map((recording) => recording.process.id).sort();
    expect(await ids()).toEqual([20, 21, 22]);
    expect(await ids('all')).toEqual([10, 20, 21, 22, 23]);
    write(folder, '30-6000.json', of(30, 6000, { run: 'a' }));
    write(folder, '31-6001.json', of(31, 6001, { run: 'a' }));
    expect(await ids()).toEqual([30, 31]);
    expect(await ids({ run: 'b' })).toEqual([]);
  });
});
