import { beforeAll, describe, expect, it } from 'vitest';
import type { Options } from '../../../src/rules/options.ts';
import { fix, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { programFolder, runPrograms } from '../../support/real-programs.ts';
import { suggestions } from '../../support/suggestions.ts';

const fs = "import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';\n";
const runtime = "import { Lock, toThread } from 'to-thread';\n";

async function locked(text: string, settings: LintSettings = {}): Promise<string | undefined> {
  const [first] = await suggestions(text, 'holdLock', settings);
  return first?.text;
}

describe('the lock', () => {
  it('is declared below the imports, and held while what belongs together is done', async () => {
    const text = `${fs}import { parse } from './parse.js';

/** Takes money. */
export async function withdraw(amount) {
  // What there is.
  const account = parse(readFileSync('account.json', 'utf8'));
  if (account.balance < amount) {
    return false;
  }
  account.balance -= amount;
  writeFileSync('account.json', \`{
  "balance": \${account.balance}
}\`); // That is it.
  return true;
}
`;
    const [first, second] = await suggestions(text, 'holdLock');
    expect(first?.says).toBe(
      'Use `await toThread(…)` and hold a `Lock`, so that no other run of `withdraw` comes in between.',
    );
    expect(first?.text).toBe(`${fs}${runtime}import { parse } from './parse.js';

const withdrawLock = new Lock();

/** Takes money. */
export async function withdraw(amount) {
  const held = await withdrawLock.acquire();
  try {
    // What there is.
    const account = parse(await toThread(readFileSync, 'account.json', 'utf8'));
    if (account.balance < amount) {
      return false;
    }
    account.balance -= amount;
    await toThread(writeFileSync, 'account.json', \`{
  "balance": \${account.balance}
}\`); // That is it.
    return true;
  } finally {
    held.release();
  }
}
`);
    expect(second).toEqual(first);
    expect((await lint(first?.text ?? '')).messages).toEqual([]);
  });

  it('is held for what runs in one go, and not while something else is awaited', async () => {
    const text = `${fs}let total = 0;
export async function add(request) {
  'use strict';
  const { path } = await request.json();

  const before = total;
  total = before + readFileSync(path).length;
  await request.reply(total);
}
`;
    expect(await locked(text)).toBe(`${fs}${runtime}
const addLock = new Lock();
let total = 0;
export async function add(request) {
  'use strict';
  const { path } = await request.json();

  const held = await addLock.acquire();
  try {
    const before = total;
    total = before + (await toThread(readFileSync, path)).length;
  } finally {
    held.release();
  }
  await request.reply(total);
}
`);
  });

  it('takes names that are free', async () => {
    const text = `${fs}import { withdrawLock } from './locks.js';
let total = 0;
const Lock = 1;
export async function withdraw(held) {
  const before = total;
  total = before + readFileSync(held).length;
}
`;
    const result = await locked(text);
    expect(result).toContain("import { Lock as Lock2, toThread } from 'to-thread';");
    expect(result).toContain('const withdrawLock2 = new Lock2();');
    expect(result).toContain('const held2 = await withdrawLock2.acquire();');
    expect(result).toContain('held2.release();');
  });

  it.each([
    [
      'an import of one',
      "import { toThread } from 'to-thread';",
      "import { toThread, Lock } from 'to-thread';",
    ],
    [
      'an import of the other',
      "import { Lock } from 'to-thread';",
      "import { Lock, toThread } from 'to-thread';",
    ],
    ['all of it', "import * as threads from 'to-thread';", "import * as threads from 'to-thread';"],
  ])('joins %s', async (_, statement, joined) => {
    const code =
      'let n = 0;\nexport async function f(p) {\n  const m = n;\n  n = m + readFileSync(p).length;\n}\n';
    const result = await locked(`${fs}${statement}\n${code}`);
    expect(result?.split('\n')[1]).toBe(joined);
    expect(result?.match(/to-thread/g)).toHaveLength(1);
    expect(result).toMatch(/const fLock = new (?:threads\.)?Lock\(\);/);
  });

  it('is written in CommonJS, without semicolons, on one line', async () => {
    const text = `const { readFileSync } = require('node:fs')
let n = 0
exports.f = async (p) => { const m = n; n = m + readFileSync(p).length }
`;
    expect(await locked(text, { file: 'file.cjs' })).toBe(`const { readFileSync } = require('node:fs')
const { Lock, toThread } = require('to-thread')

const fLock = new Lock()
let n = 0
exports.f = async (p) => { const held = await fLock.acquire(); try { const m = n; n = m + (await toThread(readFileSync, p)).length } finally { held.release() } }
`);
  });

  it('is written in TypeScript, with CRLF', async () => {
    const text = `${fs}let n: number = 0;
export class Counter {
  async count(p: string): Promise<number> {
    const m = n;
    return (n = m + readFileSync(p).length);
  }
}
`.replaceAll('\n', '\r\n');
    const result = await locked(text, { file: 'file.ts' });
    expect(result?.replaceAll('\r\n', '')).not.toContain('\n');
    expect(result).toContain('const countLock = new Lock();');
    expect((await lint(result ?? '', { file: 'file.ts' })).messages).toEqual([]);
  });

  it('leaves what stays blocking in its place', async () => {
    const text = `${fs}let n = 0;
export async function f(paths) {
  const m = n;
  paths.forEach((path) => appendFileSync(path, 'x'));
  n = m + readFileSync('p').length;
}
`;
    const [first] = await suggestions(text, 'holdLock');
    expect(first?.text).toContain("paths.forEach((path) => appendFileSync(path, 'x'));");
    expect(first?.text).toContain("(await toThread(readFileSync, 'p')).length");
  });
});

describe('no lock is offered', () => {
  const body = 'const m = n; n = m + readFileSync(p).length;';
  it.each([
    [
      'where another function comes in between',
      `export async function f(p) { ${body} } export const g = () => { n = 0; };`,
    ],
    ['to a function that runs itself', `export async function f(p) { ${body} if (n < 9) f(p); }`],
    [
      'to functions that run each other',
      `export async function f(p) { ${body} g(p); } const g = (p) => f(p);`,
    ],
    ['to a generator', `export async function* f(p) { ${body} }`],
    ['to an expression', 'export const f = async (p) => [n, (n += readFileSync(p).length)];'],
    [
      'where the call stands next to an await',
      `export async function f(ps) { for (const p of ps) { await 0; ${body} } }`,
    ],
    [
      'where the function goes on with it after an await',
      `export async function f(p, g) { ${body} await g(); n = n * 2; }`,
    ],
    [
      'where callers go on with it',
      `async function f(p) { n = p; return [readFileSync(p), n]; } export const g = async (p) => { const all = await f(p); return [all, n]; };`,
    ],
    [
      'where callers have begun with it',
      `async function f(p) { n = readFileSync(p).length + n; return n; } export const g = (p) => { const m = n; const all = f(p); n = m; return all; };`,
    ],
    [
      'where something is declared that is used after an await',
      `export async function f(p, g) { const m = n; n = m + readFileSync(p).length; await g(); return m; }`,
    ],
    [
      'where the function has to listen at once',
      `export async function f(s) { s.on('data', (d) => { n += d; }); const m = n; n = m + readFileSync('p').length; }`,
    ],
    [
      'where callers go on before it is done',
      `const all = []; async function f(p) { all.push(readFileSync(p)); } export const g = (p) => { void f(p); return p; };`,
    ],
    [
      'where it listens to an emitter',
      `const all = []; export const g = (bus) => bus.on('file', async (p) => { all.push(readFileSync(p)); });`,
    ],
    ['where nothing is in the way', 'export async function f(p) { return readFileSync(p); }'],
    ['in serial files', `export async function f(p) { ${body} }`, { runs: 'serial' }],
  ] as const)('%s', async (_, code, options: Partial<Options> = {}) => {
    const text = `${fs}let n = 0;\n${code}\n`;
    expect((await lint(text, { options })).messages.map(({ fatal }) => fatal === true)).not.toContain(true);
    expect(await suggestions(text, 'holdLock', { options })).toEqual([]);
  });

  it('in a script', async () => {
    const text =
      "const fs = process.getBuiltinModule('fs'); let n = 0;\nasync function f(p) { const m = n; n = m + fs.readFileSync(p).length; }";
    expect(await suggestions(text, 'holdLock', { file: 'file.js', sourceType: 'script' })).toEqual([]);
  });
});

const start =
  "import { readFileSync, writeFileSync } from 'node:fs';\nimport { setTimeout } from 'node:timers/promises';\n";
const runs = Array.from({ length: 20 }, (_, at) => at);

/** Programs that start twenty runs at once, and print what these give and what is left. */
const programs = new Map([
  [
    'lost-update.mjs',
    `${start}writeFileSync('count', '0');
await setTimeout(1);
async function count() {
  const n = Number(readFileSync('count', 'utf8')) + 1;
  writeFileSync('count', String(n));
  return n;
}
const all = await Promise.all(${JSON.stringify(runs)}.map(() => count()));
print(all, readFileSync('count', 'utf8'));
`,
  ],
  [
    'double-spend.mjs',
    `${start}writeFileSync('rate', '1');
await setTimeout(1);
let balance = 25;
export async function spend(amount) {
  if (balance < amount) return 'refused';
  const rate = Number(readFileSync('rate', 'utf8'));
  balance -= amount * rate;
  if (amount === 3) throw new Error('three');
  return balance;
}
const all = await Promise.allSettled(${JSON.stringify(runs)}.map((n) => spend(n % 4)));
print(all.map(({ value, reason }) => value ?? reason.message), balance);
`,
  ],
  [
    'json-store.mjs',
    `${start}class Store {
  constructor(file) {
    this.file = file;
    writeFileSync(file, '[]');
  }

  async add(item) {
    await setTimeout(1);
    const all = JSON.parse(readFileSync(this.file, 'utf8'));
    all.push(item);
    writeFileSync(this.file, JSON.stringify(all));
    return all.length;
  }
}
const store = new Store('store.json');
await setTimeout(1);
const all = await Promise.all(${JSON.stringify(runs)}.map((n) => store.add(n)));
print(all, readFileSync('store.json', 'utf8'));
`,
  ],
  [
    'log-lines.mjs',
    `${start}const lines = [];
export async function log(n) {
  const number = lines.length;
  writeFileSync('log' + n, String(n));
  lines.push(number + ':' + readFileSync('log' + n, 'utf8'));
}
await Promise.all(${JSON.stringify(runs)}.map((n) => log(n)));
print(lines);
`,
  ],
]);

describe('twenty runs at once', () => {
  const cwd = programFolder();
  let before: Record<string, readonly string[]>;
  let after: Record<string, readonly string[]>;
  let without: Record<string, readonly string[]>;

  beforeAll(async () => {
    const withLock = new Map<string, string>();
    const withoutLock = new Map<string, string>();
    for (const [name, text] of programs) {
      withLock.set(name, (await locked(text, { cwd, file: name })) ?? 'print("no lock");');
      withoutLock.set(name, await fix(text, { cwd, file: name, options: { fix: 'all' } }));
    }
    before = await runPrograms(cwd, 'original', programs);
    after = await runPrograms(cwd, 'locked', withLock);
    without = await runPrograms(cwd, 'unlocked', withoutLock);
  }, 120_000);

  it.each([...programs.keys()])('%s does what it did', (name) => {
    expect(before[name]).toHaveLength(1);
    expect(after[name]).toEqual(before[name]);
    // Else the lock would not matter.
    expect(without[name]).not.toEqual(before[name]);
  });
});
