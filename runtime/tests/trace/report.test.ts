/** What reports make of recordings. */
import { describe, expect, test } from 'vitest';
import { BUCKETS, bucketOf, quantile } from '../../src/trace/histogram.ts';
import type { Recording } from '../../src/trace/recording.ts';
import { adviceFor } from '../../src/report/advice.ts';
import { compare } from '../../src/report/compare.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { toSpeedscope } from '../../src/report/speedscope.ts';
import { summarize } from '../../src/report/summarize.ts';
import { toTerminal } from '../../src/report/terminal.ts';
import { toRecording } from '../../src/report/validate.ts';
import { count, duration } from '../../src/report/words.ts';
import { hostileSample, sample } from './sample.ts';

const report = summarize({ recordings: [sample], problems: [] });

describe('a report', () => {
  test('has calls with their place in the project, the longest first', () => {
    expect(
      report.calls.map((call) => [call.function, call.place?.file, call.place?.line, call.longest]),
    ).toEqual([
      ['crypto.scryptSync', 'src/login.js', 7, 120],
      ['fs.readFileSync', 'src/server.js', 12, 21],
    ]);
  });

  test('has stalls by what took most of each', () => {
    expect(report.stalls.places.map((stall) => [stall.function, stall.place?.file, stall.longest])).toEqual([
      ['crypto.scryptSync', 'src/login.js', 115],
      [undefined, 'src/render.js', 90],
    ]);
    expect(report.stalls).toMatchObject({ count: 3, total: 260, longest: 115 });
  });

  test('puts processes together', () => {
    const other: Recording = {
      ...sample,
      start: sample.start + 5000,
      end: sample.end + 5000,
      process: { ...sample.process, id: 43 },
    };
    const both = summarize({ recordings: [other, sample], problems: [] });
    expect(both.processes.map(({ id }) => id)).toEqual([42, 43]);
    expect(both.calls.map((call) => call.count)).toEqual([2, 80]);
    expect(both.functions.map((item) => item.total)).toEqual([240, 160]);
    expect(both.stalls.timeline.slots.map(([longest]) => longest)).toEqual([
      ...[0, 0, 0, 115, 0, 90, 0, 0, 115, 0, 90, 0, 0, 0, 0, 0],
    ]);
  });

  test('has first what a process was in when it ended', () => {
    const running = { call: 1, function: 'crypto.scryptSync', since: sample.start };
    const [first] = summarize({ recordings: [{ ...sample, ended: false, running }], problems: [] }).calls;
    expect(first).toMatchObject({ function: 'crypto.scryptSync', runningSince: sample.start });
  });
});

describe('quantiles', () => {
  test.each([0.0002, 0.001, 0.02, 0.7, 1, 3, 47, 900, 60_000])(
    'of %d ms are off by a fifth at most',
    (ms) => {
      const buckets = Array.from({ length: BUCKETS }, () => 0);
      buckets[bucketOf(ms)] = 100;
      const half = quantile(buckets, 0.5, Infinity);
      expect(Math.abs(half - ms)).toBeLessThanOrEqual(Math.max(0.26 * ms, 0.0003));
    },
  );

  test('grow with the share, and never exceed the longest', () => {
    const buckets = Array.from({ length: BUCKETS }, (_, bucket) => (bucket < 40 ? 10 : 0));
    const shares = [0.01, 0.1, 0.5, 0.9, 0.99, 1].map((share) => quantile(buckets, share, 30));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(30);
  });

  test('the buckets of all durations are there', () => {
    for (const ms of [-1, 0, NaN, 1e-9, 1e12, Infinity]) {
      expect(bucketOf(ms)).toBeGreaterThanOrEqual(0);
      expect(bucketOf(ms)).toBeLessThan(BUCKETS);
    }
  });
});

test.each([
  ['fs.readFileSync', 20, 'fix', 'await toThread(fs.readFileSync, …)'],
  ['fs.existsSync', 20, 'suggestion', 'where the disk is slow'],
  ['fs.existsSync', 0.004, 'leave', 'less time than a hop'],
  ['sqlite.StatementSync.all', 20, 'change', 'belongs to the thread that made it'],
  ['fs.readSync', 20, 'suggestion', 'writes into one of its arguments'],
  ['JSON.parse', 20, 'change', 'copied between threads'],
  ['nobody.knows', 20, 'change', 'Look at the stack'],
])('what to do about %s of %d ms', (name, longest, kind, words) => {
  const advice = adviceFor(name, { longest, p99: longest });
  expect(advice.kind).toBe(kind);
  expect(advice.text).toContain(words);
});

test.each([
  [0.0123, '12.3 µs'],
  [0.5, '500 µs'],
  [1, '1 ms'],
  [3.14159, '3.1 ms'],
  [212.4, '212 ms'],
  [1500, '1.5 s'],
  [75_000, '75 s'],
])('%d ms in words', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

test('counts in words', () => {
  expect([count(1234), count(1234.4, true)]).toEqual(['1,234', '≈1,234']);
});

test('the table for a terminal', () => {
  expect(toTerminal(report)).toMatchInlineSnapshot(`
    "1 process in 10 s; 2 places with blocking calls; 3 stalls of the event loop, 115 ms at worst, 260 ms together

    Blocking calls, the longest first
      longest  count   total     p50     p99  call               where
       120 ms      1  120 ms  115 ms  120 ms  crypto.scryptSync  src/login.js:7:9
        21 ms     40   80 ms  1.8 ms   21 ms  fs.readFileSync    src/server.js:12:3

    Stalls of the event loop, the longest first
      longest  count   total     CPU  running               where
       115 ms      1  115 ms  110 ms  crypto.scryptSync     src/login.js:7:9
        90 ms      1   90 ms   80 ms  JavaScript in render  src/render.js:3:2
    "
  `);
});

test('Markdown', () => {
  expect(toMarkdown(report)).toMatchInlineSnapshot(`
    "# What blocked the event loop

    1 process in 10 s; 2 places with blocking calls; 3 stalls of the event loop, 115 ms at worst, 260 ms together.

    ## Blocking calls

    | longest | count | total | p50 | p99 | call | where |
    | --: | --: | --: | --: | --: | --- | --- |
    | 120 ms | 1 | 120 ms | 115 ms | 120 ms | crypto.scryptSync | src/login.js:7:9 |
    | 21 ms | 40 | 80 ms | 1.8 ms | 21 ms | fs.readFileSync | src/server.js:12:3 |

    ## Stalls of the event loop

    | longest | count | total | CPU | running | where |
    | --: | --: | --: | --: | --- | --- |
    | 115 ms | 1 | 115 ms | 110 ms | crypto.scryptSync | src/login.js:7:9 |
    | 90 ms | 1 | 90 ms | 80 ms | JavaScript in render | src/render.js:3:2 |
    "
  `);
});

test('speedscope gets stacks from the outside in, with their times', () => {
  const file = JSON.parse(toSpeedscope({ recorded: report })) as {
    shared: { frames: { name: string }[] };
    profiles: { name: string; samples: number[][]; weights: number[]; endValue: number }[];
  };
  const [calls] = file.profiles;
  expect(calls?.samples.map((stack) => stack.map((index) => file.shared.frames[index]?.name))).toEqual([
    ['login', 'crypto.scryptSync'],
    ['handle', 'load', 'fs.readFileSync'],
  ]);
  expect(calls).toMatchObject({ weights: [120, 80], endValue: 200 });
});

describe('a comparison', () => {
  test('follows a call when its line moves, and says what became of it', () => {
    const [read, hash] = sample.calls;
    if (!read || !hash) throw new Error('the sample has two calls');
    const moved = {
      ...read,
      longest: 2,
      stack: read.stack.map((frame) => ({ ...frame, line: frame.line + 30 })),
    };
    const added = { ...hash, function: 'zlib.gzipSync' };
    const after = summarize({ recordings: [{ ...sample, calls: [moved, added] }], problems: [] });
    const compared = compare(report, after);
    expect(compared.calls.map((call) => [call.function, call.change])).toEqual([
      ['crypto.scryptSync', 'gone'],
      ['zlib.gzipSync', 'new'],
      ['fs.readFileSync', 'better'],
    ]);
    expect(compare(report, report).calls.map(({ change }) => change)).toEqual(['same', 'same']);
    expect(compare(after, report).calls.map(({ change }) => change)).toEqual(['gone', 'new', 'worse']);
  });
});

test('names never become escape sequences or markup', () => {
  const hostile = summarize({ recordings: [toRecording(hostileSample)], problems: [] });
  // eslint-disable-next-line no-control-regex -- this is what must not be there
  expect(toTerminal(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  const markdown = toMarkdown(hostile);
  expect(markdown).not.toMatch(/<img|\]\(http|\u202e|@all/);
  // All cells are where they were.
  const rows = markdown.split('\n').filter((line) => line.startsWith('| ') && line.includes('scryptSync'));
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)?.length).toBeLessThanOrEqual(8);
  expect(rows.length).toBe(2);
});
