/** What the rules say of a call that was recorded. That recordings are what the runtime writes is tested across packages. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ReportListener } from '../../src/details.ts';
import plugin from '../../src/index.ts';

const SERVER = `import fs from 'node:fs';

export async function page(path) {
  return JSON.parse(fs.readFileSync(path, 'utf8'));
}

function settings() {
  return fs.readFileSync('settings.json');
}

export const twice = async () => [settings(), fs.existsSync('a')];
`;

const DAY = 86_400_000;

let folder: string;
let complaints: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  complaints = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

interface Call {
  readonly function?: string;
  readonly at: readonly (readonly [line: number, column: number, file?: string])[];
  readonly count?: number;
  readonly longest?: number;
}

function recording(calls: readonly Call[], fields: object = {}): object {
  return {
    format: 'to-thread-recording',
    version: 1,
    start: Date.now() - 3 * DAY - 1000,
    end: Date.now() - 3 * DAY,
    calls: calls.map(({ function: name = 'fs.readFileSync', at, count = 41, longest = 212.4 }) => ({
      ...{ function: name, count, total: longest * 2, longest },
      stack: at.map(([line, column, file = 'server.js']) => ({ file, line, column })),
    })),
    sources: { 'server.js': createHash('sha256').update(SERVER).digest('hex') },
    ...fields,
  };
}

let written = 0;

function write(name: string, content: unknown): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  // Two changes in one tick of the file system's clock are one to who looks at times.
  utimesSync(dirname(path), 1000 + written, 1000 + written++);
}

interface Run {
  readonly text?: string;
  readonly trace?: unknown;
  readonly options?: object;
}

function lint({ text = SERVER, trace = '.to-thread', options = {} }: Run = {}) {
  const listener = new ReportListener();
  const file = join(folder, 'server.js');
  const messages = new Linter({ cwd: folder }).verify(
    text,
    {
      plugins: { 'to-thread': listener.listenTo(plugin) },
      settings: { 'to-thread': { trace } },
      rules: {
        'to-thread/no-blocking-in-async': ['error', { fix: 'off', ...options }],
        'to-thread/no-blocking-lookup-in-async': ['warn', { fix: 'off', ...options }],
      },
    },
    file,
  );
  return {
    messages: messages.map(({ message }) => message),
    recorded: messages.map(({ message }) => / It held.*/.exec(message)?.[0]),
    details: messages.map((message) => listener.detailsOf(message, file)?.blocked),
  };
}

describe('a recording', () => {
  test('ends the messages of the calls that it has', () => {
    write('.to-thread/1-1.json', recording([{ at: [[4, 24]] }]));
    const { messages, details } = lint();
    expect(messages[0]).toBe(
      "`fs.readFileSync` blocks the event loop in async function 'page'. It held the event loop 212 ms at worst, 41 times (recorded 3 days ago).",
    );
    expect(details[0]).toMatchObject({ count: 41, longest: 212.4, total: 424.8, isOutdated: false });
    expect(messages.slice(1).join()).not.toContain('held');
    expect(complaints).toEqual([]);
  });

  test('counts for helpers on the way, and for lookups', () => {
    write(
      '.to-thread/1-1.json',
      recording([
        { at: [[8, 13], [11, 35]], count: 1, longest: 12_345 }, // prettier-ignore
        { at: [[11, 50]], function: 'fs.existsSync', count: 12_000, longest: 0.0042 },
      ]),
    );
    expect(lint().recorded).toEqual([
      undefined,
      ' It held the event loop 12 s at worst, once (recorded 3 days ago).',
      ' It held the event loop 4 µs at worst, 12,000 times (recorded 3 days ago).',
    ]);
  });

  test('of another call on the same line, or of another file, does not count', () => {
    write(
      '.to-thread/1-1.json',
      recording([
        { at: [[4, 10]], function: 'JSON.parse' },
        { at: [[4, 24, 'lib/server.js']] },
        { at: [[4, 24]], function: 'fs.statSync' },
        { at: [[4, 40]] },
      ]),
    );
    expect(lint().recorded).toEqual([undefined, undefined, undefined]);
  });

  test('says when the file was changed since', () => {
    write('.to-thread/1-1.json', recording([{ at: [[4, 24]] }]));
    expect(lint({ text: `${SERVER}\n` }).recorded[0]).toBe(
      ' It held the event loop 212 ms at worst, 41 times (recorded 3 days ago, before the file was changed).',
    );
    expect(lint({ text: SERVER }).recorded[0]).not.toContain('changed');
  });

  test('knows the file with a byte order mark and with other ends of lines', () => {
    const text = `\uFEFF${SERVER.replaceAll('\n', '\r\n')}`;
    const sources = { 'server.js': createHash('sha256').update(text).digest('hex') };
    write('.to-thread/1-1.json', recording([{ at: [[4, 24]] }], { sources }));
    expect(lint({ text }).details[0]).toMatchObject({ isOutdated: false });
  });

  test('is taken from the newest run, and from all processes of it', () => {
    const of = (start: number, count: number, fields: object = {}) =>
      recording([{ at: [[4, 24]], count }], { start, end: start + 50, ...fields });
    write('.to-thread/1-100.json', of(100, 1));
    write('.to-thread/2-500.json', of(500, 2));
    write('.to-thread/3-520.json', of(520, 4));
    expect(lint().details[0]?.count).toBe(6);
    write('.to-thread/4-700.json', of(700, 8, { run: 'a' }));
    write('.to-thread/5-900.json', of(900, 16, { run: 'a' }));
    write('.to-thread/6-910.json', of(910, 32));
    expect(lint().details[0]?.count).toBe(32);
    rmSync(join(folder, '.to-thread/6-910.json'));
    expect(lint().details[0]?.count).toBe(24);
    expect(lint({ trace: ['.to-thread/2-500.json'] }).details[0]?.count).toBe(2);
  });

  test('of what takes too little time leaves reports out', () => {
    write('.to-thread/1-1.json', recording([{ at: [[4, 24]] }, { at: [[8, 13], [11, 35]], longest: 3 }])); // prettier-ignore
    expect(lint({ options: { minBlockedMs: 5 } }).messages).toHaveLength(1);
    expect(lint({ options: { minBlockedMs: 3 } }).messages).toHaveLength(2);
    expect(lint({ options: { minBlockedMs: 0 } }).messages).toHaveLength(3);
    expect(lint({ trace: [], options: { minBlockedMs: 5 } }).messages).toHaveLength(3);
  });
});

describe('what is no recording', () => {
  test.each([
    ['broken.json', '{ "format": "to-thread-rec', 'it is not JSON, or not all of it'],
    ['foreign.json', { format: 'other' }, 'is no recording of to-thread'],
    ['null.json', 'null', 'is no recording of to-thread'],
    ['newer.json', recording([], { version: 2 }), 'was written by a newer to-thread (format 2)'],
    ['odd.json', recording([], { start: 'yesterday' }), 'is not as to-thread writes recordings'],
    ['huge.json', ' '.repeat(17 * 2 ** 20), 'is larger than any recording'],
  ])('is left out, and said once: %s', (name, content, problem) => {
    write(name, content);
    expect(lint({ trace: name, options: { minBlockedMs: 5 } }).messages).toHaveLength(3);
    lint({ trace: name });
    expect(complaints).toEqual([expect.stringContaining(problem)]);
    expect(complaints[0]).toContain(join(folder, name));
  });

  test('a folder that is empty, and one that is not there', () => {
    mkdirSync(join(folder, 'empty'));
    lint({ trace: ['empty', 'nowhere'] });
    expect(complaints).toEqual([
      expect.stringMatching(/empty holds no recordings\.\n$/),
      expect.stringMatching(
        /nowhere does not exist: `npx to-thread trace -- <command>` records into .to-thread\.\n$/,
      ),
    ]);
  });

  test('hostile parts of one that is are left out, and the others count', () => {
    const good = { at: [[4, 24]] } as const;
    const { calls, ...rest } = recording([good]) as { calls: unknown[] };
    const bad = [
      null,
      1,
      { function: 1 },
      { function: 'x', count: -1, total: 0, longest: 0 },
      { ...(calls[0] as object), stack: [{ file: 1 }, null] },
    ];
    write('.to-thread/1-1.json', { ...rest, calls: [...bad, ...calls], sources: { 'server.js': 1 } });
    expect(lint().recorded[0]).toBe(
      ' It held the event loop 212 ms at worst, 41 times (recorded 3 days ago).',
    );
    write(
      '.to-thread/2-9.json',
      `{"format":"to-thread-recording","version":1,"start":9e15,"end":9e15,"calls":{"__proto__":[]},"sources":[]}`,
    );
    expect(lint().recorded).toEqual([undefined, undefined, undefined]);
  });

  test.each([[1], [''], [{}], [['a', 1]]])('a setting that is no path is an error: %j', (trace) => {
    expect(() => lint({ trace })).toThrow('the setting "to-thread".trace has to be the path of a recording');
  });
});
