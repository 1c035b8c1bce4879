import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MessageId } from '../../../src/runtime-calls/problem.ts';
import { applied, lint } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

/**
 * Every sample is linted and run, with the real runtime: what the rule reports is refused, in the words of the rule
 * where they are the runtime's, what the rule suggests works, and what it is silent about works.
 */

const HEAD = `
import {
  asCompleted, getDefaultExecutor, moduleFunction, ProcessPoolExecutor, runInExecutor, sharedStorage, ThreadPoolExecutor,
  toThread, wait,
} from 'to-thread';
import * as childProcess from 'node:child_process';
import * as crypto from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs, { cpSync, existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as http from 'node:http';
import * as net from 'node:net';
import * as stream from 'node:stream';
import { promisify } from 'node:util';
import { MessageChannel } from 'node:worker_threads';
import * as zlib from 'node:zlib';
const pool = new ThreadPoolExecutor({ maxWorkers: 1 });
const limit = 2;
function plus(n) { return n + limit; }
export function exportedPlus(n) { return n + limit; }
async function load() { return 1; }
class Plain { value = 1; twice() { return this.value * 2; } static make() { return 1; } }
`;

type Refused = readonly [
  run: string,
  id: MessageId,
  code: keyof typeof CODES | undefined,
  more?: { readonly head?: string; readonly suggestion?: 'works' | 'never ends' },
];

const CODES = {
  CAPTURED: 'ERR_CAPTURED_VARIABLE',
  UNSUPPORTED: 'ERR_UNSUPPORTED_FUNCTION',
  CROSS: 'ERR_CANNOT_CROSS',
  TYPE: 'ERR_INVALID_ARG_TYPE',
  RANGE: 'ERR_OUT_OF_RANGE',
  UNKNOWN: 'ERR_UNKNOWN_OPTION',
} as const;

const works = { suggestion: 'works' } as const;

const refused: readonly Refused[] = [
  ['toThread((n) => n + limit, 1)', 'capturedVariable', 'CAPTURED', works],
  ['toThread(() => limit)', 'capturedVariable', 'CAPTURED', works],
  ['toThread(n => n + limit, 1)', 'capturedVariable', 'CAPTURED', works],
  ['toThread((...rest) => rest.length + limit, 1, 2)', 'capturedVariable', 'CAPTURED', works],
  ['toThread((a, b = 2) => a + b + limit, 1)', 'capturedVariable', 'CAPTURED', works],
  ['toThread(async (a) => a + limit, ...[1])', 'capturedVariable', 'CAPTURED', works],
  ['toThread(function () { return limit; })', 'capturedVariable', 'CAPTURED', works],
  ['toThread(function named(n,) { return n + limit; }, 1,)', 'capturedVariable', 'CAPTURED', works],
  ['toThread((() => limit))', 'capturedVariable', 'CAPTURED', works],
  ['toThread((() => limit), ...[])', 'capturedVariable', 'CAPTURED', works],
  ['pool.submit((n) => n + limit, 1)', 'capturedVariable', 'CAPTURED', works],
  ['pool.run((n) => n + limit, [1])', 'capturedVariable', 'CAPTURED', works],
  ['pool.run(() => limit, [])', 'capturedVariable', 'CAPTURED', works],
  ['pool.run((a, b = 1) => a + b + limit, [1], { timeout: 10_000 })', 'capturedVariable', 'CAPTURED', works],
  ['runInExecutor(null, (n) => n + limit, 1)', 'capturedVariable', 'CAPTURED', works],
  ['toThread(plus, 1)', 'capturedVariable', 'CAPTURED', works],
  ['toThread(() => plus(1))', 'capturedVariable', 'CAPTURED'],
  ["toThread((p) => readFileSync(p), 'package.json')", 'capturedVariable', 'CAPTURED', works],
  ["toThread(() => fs.readFileSync('package.json').length + limit)", 'capturedVariable', 'CAPTURED', works],
  ["toThread(() => [zlib].map(({ gzipSync }) => gzipSync('x')))", 'capturedVariable', 'CAPTURED', works],
  ['toThread(() => new EventEmitter().listenerCount("x"))', 'capturedVariable', 'CAPTURED'],
  ['(function () { return toThread(() => arguments.length); })()', 'capturedVariable', 'CAPTURED'],
  [
    'toThread(fib, 3)',
    'capturedVariable',
    'CAPTURED',
    { head: 'const fib = (n) => (n ? fib(n - 1) : 1);', ...works },
  ],
  ['toThread(() => fetch())', 'capturedVariable', 'CAPTURED', { head: 'const fetch = () => 1;' }],
  ['toThread(() => import.meta.url)', 'unsupportedFunction', undefined],
  ['toThread(class {})', 'unsupportedFunction', 'UNSUPPORTED'],
  ['toThread(Plain)', 'unsupportedFunction', 'UNSUPPORTED'],
  ['toThread(Map)', 'unsupportedFunction', undefined],
  ['toThread(Object.assign, {}, {})', 'unsupportedFunction', 'UNSUPPORTED'],
  ['toThread(new Proxy(existsSync, {}))', 'unsupportedFunction', 'UNSUPPORTED'],
  ["toThread(promisify(fs.stat), '.')", 'unsupportedFunction', 'UNSUPPORTED'],
  ["toThread(existsSync.bind(null, '.'))", 'needsThis', 'UNSUPPORTED'],
  ['toThread(new Map().get, 1)', 'needsThis', 'UNSUPPORTED'],
  ['toThread(map.get, 1)', 'needsThis', 'UNSUPPORTED', { head: 'const map = new Map();' }],
  ['toThread(Map.prototype.get, 1)', 'needsThis', 'UNSUPPORTED'],
  ["toThread('a,b'.split, ',')", 'needsThis', 'UNSUPPORTED'],
  ['toThread([1].map, 1)', 'needsThis', 'UNSUPPORTED'],
  ['toThread(/x/.test, 1)', 'needsThis', 'UNSUPPORTED'],
  ["toThread(Buffer.from('x').toString)", 'needsThis', 'UNSUPPORTED'],
  ["toThread(new EventEmitter().emit, 'x')", 'needsThis', 'UNSUPPORTED'],
  ["toThread(crypto.createHash('sha1').update, 'x')", 'needsThis', 'UNSUPPORTED'],
  ['toThread(new Plain().twice)', 'needsThis', 'UNSUPPORTED'],
  ['toThread(function () { return this; })', 'needsThis', 'UNSUPPORTED'],
  ["toThread(readFileSync('.gitignore'))", 'calledAlready', undefined, works],
  ['toThread(load())', 'calledAlready', 'TYPE', works],
  ["toThread(JSON.parse('1'))", 'calledAlready', 'TYPE', works],
  ["toThread('readFileSync', '.')", 'notAFunction', 'TYPE'],
  ['toThread()', 'notAFunction', 'TYPE'],
  ['toThread({})', 'notAFunction', 'TYPE'],
  ['runInExecutor(pool)', 'notAFunction', 'TYPE'],
  ["runInExecutor(existsSync, '.')", 'invalidArgument', 'TYPE', works],
  ['pool.run(load)', 'invalidArgument', 'TYPE', works],
  ["pool.run(existsSync, '.')", 'invalidArgument', 'TYPE', works],
  ['(function () { return pool.run(Math.max, arguments); })(1)', 'invalidArgument', 'TYPE', works],
  ['pool.run(existsSync, { timeout: 1 })', 'invalidArgument', 'TYPE'],
  ['pool.map(Math.max)', 'invalidArgument', 'TYPE'],
  ['pool.map(Math.max, 3)', 'invalidArgument', 'TYPE'],
  ["moduleFunction('./x.mjs', 'x')", 'invalidArgument', 'TYPE'],
  ["moduleFunction('./x.mjs', 'x', import.meta.filename)", 'invalidArgument', 'TYPE', works],
  [
    'named()',
    'onlyInWorkers',
    'UNSUPPORTED',
    { head: "const named = moduleFunction('./x.mjs', 'x', import.meta.url);" },
  ],
  ['new ThreadPoolExecutor({ maxWorkers: 0 })', 'invalidOption', 'RANGE'],
  ['new ThreadPoolExecutor({ maxWorkers: 1.5 })', 'invalidOption', 'RANGE'],
  ["new ProcessPoolExecutor({ maxWorkers: '4' })", 'invalidOption', 'TYPE'],
  ['new ThreadPoolExecutor({ minWorkers: -1 })', 'invalidOption', 'RANGE'],
  ["new ThreadPoolExecutor({ idleTimeout: '1s' })", 'invalidOption', 'TYPE'],
  ["new ThreadPoolExecutor({ maxQueue: '1' })", 'invalidOption', 'TYPE'],
  ['new ThreadPoolExecutor({ name: 1 })', 'invalidOption', 'TYPE'],
  ["new ThreadPoolExecutor({ initializer: 'x' })", 'invalidOption', 'TYPE'],
  ['new ThreadPoolExecutor({ initializerArgs: 1 })', 'invalidOption', 'TYPE'],
  ['new ThreadPoolExecutor({ maxWorkers: null })', 'invalidOption', 'TYPE'],
  ['new ThreadPoolExecutor({ idleTimeout: -1 })', 'invalidOption', 'RANGE'],
  ['new ThreadPoolExecutor({ minWorkers: 3, maxWorkers: 2 })', 'invalidOption', 'RANGE'],
  ['new ThreadPoolExecutor({ exitWhenStuck: true })', 'invalidOption', 'TYPE'],
  ['new ThreadPoolExecutor(bad)', 'invalidOption', 'RANGE', { head: 'const bad = { maxWorkers: 0 };' }],
  ['pool.run(Math.max, [1], { timeout: -1 })', 'invalidOption', 'RANGE'],
  ['pool.run(Math.max, [1], { timeout: NaN })', 'invalidOption', 'RANGE'],
  ['pool.run(Math.max, [1], { transfer: 1 })', 'invalidOption', 'TYPE'],
  ['pool.run(Math.max, [1], { signal: new AbortController() })', 'invalidOption', 'TYPE'],
  [
    'pool.run(Math.max, [1], { signal: controller })',
    'invalidOption',
    'TYPE',
    { head: 'const controller = new AbortController();' },
  ],
  ['Array.fromAsync(pool.map(Math.abs, [1], { concurrency: 0 }))', 'invalidOption', 'RANGE'],
  ['new ThreadPoolExecutor({ maxThreads: 4 })', 'unknownOption', 'UNKNOWN'],
  ["new ProcessPoolExecutor({ exitWhenStuck: 'wait' })", 'unknownOption', 'UNKNOWN'],
  ['new ThreadPoolExecutor({ resourceLimits: { stackSize: 4 } })', 'unknownOption', 'UNKNOWN'],
  ['new ThreadPoolExecutor({ ...{ maxWorkers: 1 }, maxThreads: 4 })', 'unknownOption', 'UNKNOWN'],
  ['pool.run(Math.max, [1], { timout: 5 })', 'unknownOption', 'UNKNOWN'],
  ['Array.fromAsync(pool.map(Math.abs, [1], { chunksize: 5 }))', 'unknownOption', 'UNKNOWN'],
  ['Array.fromAsync(pool.map(Math.max, [1], [2], { chunkSize: 0 }))', 'invalidOption', 'RANGE'],
  ["new ThreadPoolExecutor({ whenFull: 'block' })", 'invalidOption', 'TYPE'],
  ['new ThreadPoolExecutor({ exitWhenStuck: true })', 'invalidOption', 'TYPE'],
  ['new ProcessPoolExecutor({ maxTasksPerWorker: 0 })', 'invalidOption', 'RANGE'],
  ['new ThreadPoolExecutor({ minWorkers: 3, maxWorkers: 2 })', 'invalidOption', 'RANGE'],
  ['new ThreadPoolExecutor({ context: 5 })', 'invalidOption', 'TYPE'],
  ['getDefaultExecutor().run(Math.max, [1], { timeout: -1 })', 'invalidOption', 'RANGE'],
  ['getDefaultExecutor().run(Math.max, [1], { maxWorkers: 1 })', 'unknownOption', 'UNKNOWN'],
  ['getDefaultExecutor().submit((n) => n + limit, 1)', 'capturedVariable', 'CAPTURED', works],
  [
    'executor.run((n) => n + limit, [1])',
    'capturedVariable',
    'CAPTURED',
    {
      ...works,
      head: 'const executor = getDefaultExecutor();',
    },
  ],
  ['pool.call((n) => n + limit, 1).result', 'capturedVariable', 'CAPTURED', works],
  ["wait([], { until: 'last' })", 'invalidOption', 'TYPE'],
  ['wait([], { timeout: NaN })', 'invalidOption', 'RANGE'],
  ["Array.fromAsync(asCompleted([], { until: 'first' }))", 'unknownOption', 'UNKNOWN'],
  ['toThread(function* () {})', 'uncloneableResult', 'CROSS'],
  ['toThread(async function* () {})', 'uncloneableResult', 'CROSS'],
  ["toThread(crypto.createHash, 'sha1')", 'uncloneableResult', 'CROSS'],
  ["toThread(fs.opendirSync, '.')", 'uncloneableResult', 'CROSS'],
  ["toThread(Symbol, 'x')", 'uncloneableResult', 'CROSS'],
  ...(
    [
      ['() => 1'],
      ['readFileSync'],
      ['Plain'],
      ['plus'],
      ["Symbol('x')"],
      ['Symbol.iterator'],
      ['load()', works],
      ['toThread(load)', works],
      ['Promise.all([])', works],
      ["readFile('package.json')", works],
      ["fs.promises.stat('.')", works],
      ['new Promise(() => {})', { suggestion: 'never ends' }],
      ['new WeakMap()'],
      ['new WeakRef({})'],
      ['new AbortController()'],
      ['AbortSignal.timeout(1)'],
      ["new Response('')"],
      ['new TextEncoder()'],
      ['new EventTarget()'],
      ['new ReadableStream()'],
      ['new MessageChannel()'],
      ['setTimeout(() => {}, 1)'],
      ['new EventEmitter()'],
      ["crypto.createHash('sha1')"],
      ["crypto.createHmac('sha1', 'k')"],
      ['zlib.createGzip()'],
      ['http.createServer()'],
      ['new net.Socket()'],
      ['new stream.PassThrough()'],
      ['new Plain()'],
      ["childProcess.spawn('node', ['-e', '0'])"],
      ['process.stdout'],
      ['(function* () {})()'],
      ['{ a: [1, { b() {} }] }'],
      ["{ 'a-b': Symbol.iterator }"],
      ['options', { head: 'const options = { filter: () => true };' }],
    ] as const
  ).map(([argument, more = {}]): Refused => [
    `toThread((x) => typeof x, ${argument})`,
    'uncloneableArgument',
    'CROSS',
    more,
  ]),
  ['pool.run((x) => typeof x, [() => 1], { transfer: [] })', 'uncloneableArgument', 'CROSS'],
  ['Array.fromAsync(pool.map((x) => typeof x, [1, () => 1]))', 'uncloneableArgument', 'CROSS'],
];

/** What works, and is not reported, with the code around it. */
const accepted: readonly (readonly [run: string, head?: string])[] = [
  ['toThread(readFileSync, "package.json", "utf8")'],
  ['toThread((n) => { let sum = 0; for (let i = 0; i < n; i++) sum += i; return sum; }, 9)'],
  ['toThread(() => typeof undeclared)'],
  ['toThread(exportedPlus, 1)'],
  ['toThread(fact, 3)', 'function fact(n) { return n ? n * fact(n - 1) : 1; }'],
  ['toThread(function again(n) { return n ? again(n - 1) : 0; }, 3)'],
  ['toThread(late, 1)', 'function late(n) { return n + limit; }\nexport { late as other };'],
  ['toThread(api.plus, 1)', 'export const api = { plus(n) { return this.limit + n; }, limit };'],
  [
    'toThread(frozen.plus, 1)',
    'function inner(n) { return n + limit; }\nexport const frozen = Object.freeze({ plus: inner });',
  ],
  [
    'toThread(Tool.double, 2)',
    'export class Tool { static factor = 2; static double(n) { return n * this.factor; } }',
  ],
  ['toThread(holder.twice, 4)', 'const holder = { twice(n) { return n * 2; } };'],
  ['toThread(new Plain().constructor.make)'],
  ['toThread(Math.max, 1, 2)'],
  ['toThread(console.log, "x")'],
  ['toThread(JSON.stringify, { a: [1], b: new Map([[1, new Date()]]), u: new URL("file:///x") })'],
  ['toThread(fs.promises.readFile, "package.json", "utf8")'],
  ['toThread((file) => process.getBuiltinModule("node:fs").existsSync(file), ".")'],
  ['toThread((x) => typeof x, new SharedArrayBuffer(4))'],
  ['toThread((x) => typeof x, new Error("x"))'],
  ['toThread((x) => typeof x, await load())'],
  ['toThread((x) => typeof x, { get a() { return 1; } })'],
  ['toThread((x) => typeof x, options)', 'const options = { filter: () => true };\ndelete options.filter;'],
  ['toThread((x) => typeof x, new Sub())', 'class Sub extends Error {}'],
  [
    'pool.run((port) => { port.close(); }, [channel.port2], { transfer: [channel.port2] })',
    'const channel = new MessageChannel();',
  ],
  [
    'pool.run((x) => typeof x, [readable], { transfer: [readable] })',
    'const readable = new ReadableStream();',
  ],
  ['pool.run(Math.max, [1, 2])'],
  ['Array.fromAsync(pool.map((n) => n * 2, [1, 2]))'],
  ['Array.fromAsync(pool.map((c) => c, "ab"))'],
  [
    'new ThreadPoolExecutor({ maxWorkers: 1, maxQueue: Infinity, idleTimeout: Infinity, name: "x", initializer: () => {} })',
  ],
  ['new ThreadPoolExecutor({ maxThreads: undefined, resourceLimits: { stackSizeMb: 4 } })'],
  ['new ThreadPoolExecutor({ maxWorkers: 0, ...{ maxWorkers: 1 } })'],
  ['pool.run(Math.max, [1], { signal: new AbortController().signal, timeout: Infinity, transfer: [] })'],
  ['pool.run(Math.max, [1], { signal: AbortSignal.timeout(1e5) })'],
  ['getDefaultExecutor().run(Math.max, [1], { timeout: 1e5, context: [sharedStorage("user")] })'],
  ['pool.run(Math.max, [1], { context: [user] })', 'const user = sharedStorage("user");'],
  ['pool.run(Math.max, [1], { context: [] })'],
  ['pool.call(Math.max, 1).result'],
  ['wait([pool.call(Math.max, 1)], { until: "first", timeout: Infinity })'],
  ['Array.fromAsync(asCompleted([pool.call(Math.max, 1)], { timeout: 1e5 }))'],
  ['Array.fromAsync(pool.map(Math.max, [1], [2], { chunkSize: 2, concurrency: 1 }))'],
  ['Array.fromAsync(pool.map(Math.max, ...[[1], [2]], { chunkSize: 2 }))'],
  [
    'new ThreadPoolExecutor({ whenFull: "wait", maxTasksPerWorker: Infinity, context: [sharedStorage("user")] })',
  ],
  ['runInExecutor(null, existsSync, ".")'],
  ['runInExecutor(pool, existsSync, ".")'],
  ["toThread(async () => (await import('node:fs')).existsSync('.'))"],
  ["toThread(async () => (await import('./double.mjs')).double(2))"],
  ["toThread(async () => (await import('to-thread')).toThread.length)"],
  ["toThread((name) => import(name).then(({ sep }) => sep), 'node:path')"],
  ["toThread(() => import('node:path').catch(() => null).then((path) => path.sep))"],
  ['toThread(named, 2)', "const named = moduleFunction('./double.mjs', 'double', import.meta.url);"],
  ['toThread(new Function("a", "return a"), 1)'],
  ['toThread(bound, 1)', 'export const bound = wrap(plus);\nfunction wrap(fn) { return (n) => fn(n); }'],
  ['(async () => { for (const p of ["."]) { if (await toThread(existsSync, p)) return p; } })()'],
];

interface Outcome {
  readonly code?: string;
  readonly message?: string;
}

const folder = temporaryFolder({
  'package.json': JSON.stringify({ type: 'module', dependencies: { 'to-thread': '*' } }),
  '.gitignore': 'dist\n',
  'double.mjs': 'export const double = (n) => n * 2;\n',
});
const textOf = (run: string, head = ''): string =>
  `${HEAD}${head}\nexport default async () => await ${run};\n`;

/** Runs modules, each by its default export, in one process. */
async function outcomes(modules: ReadonlyMap<string, string>): Promise<Map<string, Outcome>> {
  for (const [name, text] of modules) writeFileSync(join(folder, name), text);
  // Samples may print.
  const main = `
    import { writeFileSync } from 'node:fs';
    const outcomes = {};
    process.on('unhandledRejection', () => {});
    for (const name of ${JSON.stringify([...modules.keys()])}) {
      outcomes[name] = await import('./' + name).then((module) => module.default()).then(
        () => ({}),
        (error) => ({ code: error.code ?? error.name, message: error.message }),
      );
    }
    writeFileSync('outcomes.json', JSON.stringify(outcomes));
    process.exit();
  `;
  writeFileSync(join(folder, 'main.mjs'), main);
  await promisify(execFile)(process.execPath, ['--no-warnings', 'main.mjs'], { cwd: folder });
  const found = readFileSync(join(folder, 'outcomes.json'), 'utf8');
  return new Map(Object.entries(JSON.parse(found) as Record<string, Outcome>));
}

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'));
  const runtime = fileURLToPath(new URL('../../../../runtime', import.meta.url));
  symlinkSync(runtime, join(folder, 'node_modules', 'to-thread'), 'junction');
});

const settings = { cwd: folder, rule: 'valid-to-thread', file: 'sample.mjs' } as const;

describe('what is reported', () => {
  let found: ReadonlyMap<string, Outcome>;
  const suggested = new Map<string, string>();

  beforeAll(async () => {
    const modules = new Map<string, string>();
    for (const [index, [run, , , more]] of refused.entries()) {
      const text = textOf(run, more?.head);
      modules.set(`refused-${index}.mjs`, text);
      const { messages } = await lint(text, settings);
      const [suggestion] = messages[0]?.suggestions ?? [];
      if (suggestion) {
        suggested.set(run, applied(text, suggestion));
        if (more?.suggestion === 'works') modules.set(`suggested-${index}.mjs`, applied(text, suggestion));
      }
    }
    found = await outcomes(modules);
  }, 60_000);

  it.each(refused.map((sample, index) => [sample[0], index, sample] as const))(
    '%s',
    async (run, index, [, id, code, more]) => {
      const { messages } = await lint(textOf(run, more?.head), settings);
      expect(messages.map(({ messageId }) => messageId)).toEqual([id]);
      const { code: got, message = '' } = found.get(`refused-${index}.mjs`) ?? {};
      expect(got).toBeDefined();
      if (code !== undefined) expect(got).toBe(CODES[code]);

      const said = messages[0]?.message ?? '';
      const [, reason] = /(?:cannot cross to another thread: it is a[n]? )(\w+(?: of \w+)?)/.exec(said) ?? [];
      if (reason !== undefined && !/stream|generator|of a$/.test(reason)) expect(message).toContain(reason);
      const [, at] = /(\(at .*?\))/.exec(said) ?? [];
      if (at !== undefined) expect(message).toContain(at);

      expect(suggested.has(run)).toBe(more?.suggestion !== undefined);
    },
  );

  it('works after the suggestion', async () => {
    for (const [index, [run, , , more]] of refused.entries()) {
      if (more?.suggestion !== 'works') continue;
      expect((await lint(suggested.get(run) ?? '', settings)).messages, run).toEqual([]);
      expect(found.get(`suggested-${index}.mjs`), run).toEqual({});
    }
  });
});

describe('what is not reported', () => {
  let found: ReadonlyMap<string, Outcome>;

  beforeAll(async () => {
    found = await outcomes(
      new Map(accepted.map(([run, head], index) => [`accepted-${index}.mjs`, textOf(run, head)])),
    );
  }, 60_000);

  it.each(accepted.map(([run, head], index) => [run, head, index] as const))(
    '%s',
    async (run, head, index) => {
      expect((await lint(textOf(run, head), settings)).messages).toEqual([]);
      expect(found.get(`accepted-${index}.mjs`)).toEqual({});
    },
  );
});
