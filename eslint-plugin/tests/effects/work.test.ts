import { describe, expect, it } from 'vitest';
import { workOf } from '../support/work.ts';

/** Programs of any length, all of them code that blocks: of so many parts, and what is around these. */
const programs: Readonly<Record<string, (parts: number) => string>> = {
  'functions that block': repeated((at) => `export async function f${at}(p) { return fs.readFileSync(p); }`),
  'functions with a helper each': repeated(
    (at) =>
      `function help${at}(p) { return fs.readFileSync(p); }\nexport async function f${at}(p) { return help${at}(p) + fs.readFileSync(p); }`,
  ),
  'functions with a state each': repeated(
    (at) =>
      `let n${at} = 0;\nexport async function f${at}(p) { n${at} += p.length; fs.readFileSync(p); return n${at}; }`,
  ),
  'functions that run each other, eight in a row': repeated(
    (at) =>
      `async function f${at}(p) { ${at % 8 === 7 ? '' : `await f${at + 1}(p);`} fs.writeFileSync('file${at}', p); }\nexport async function g${at}(p) { await f${at}(p); }`,
  ),
  'classes with a state': repeated(
    (at) =>
      `export class C${at} { n = 0; async f${at}(p) { this.n += 1; fs.readFileSync(p); return this.n; } get${at}() { return this.n; } }`,
  ),
  'code that does not block between': repeated(
    (at) =>
      `export async function f${at}(p) { return fs.readFileSync(p); }\n${Array.from({ length: 10 }, (_, i) => `export const g${at}_${i} = (x) => x.map((y) => y + ${i});`).join('\n')}`,
  ),
  'functions that look at what the module holds': repeated(
    (at) =>
      `export async function f${at}(p) { if (settings.quiet) return []; const text = fs.readFileSync(p, 'utf8'); return lines(text, settings.width + ${at}); }`,
    `import { lines } from 'a-package';\nconst settings = { quiet: false, width: 80 };`,
  ),
  'callers of one helper': repeated(
    (at) => `export async function f${at}(p) { return load(p) + fs.readFileSync(p + ${at}); }`,
    'function load(p) { return fs.readFileSync(p); }',
  ),
};

/** So many of the same, behind what they have in common. */
function repeated(part: (at: number) => string, head = ''): (parts: number) => string {
  return (parts) =>
    ["import fs from 'node:fs';", head, ...Array.from({ length: parts }, (_, at) => part(at))].join('\n');
}

/**
 * Programs in which each part has to do with every other one: all have to be held against each other, which is to take
 * no more than a look at each pair.
 */
const entangled: Readonly<Record<string, (parts: number) => string>> = {
  'tests, each with a path of its own': repeated(
    (at) =>
      `it('does ${at}', async () => { fs.writeFileSync(join(dir, 'file${at}'), 'x'); await run(${at}); expect(fs.readFileSync(join(dir, 'file${at}'), 'utf8')).toBe('x'); });`,
    `import { join } from 'node:path';\nimport { expect, it } from 'vitest';\nimport { run } from './run.js';\nconst dir = 'folder';`,
  ),
  'calls on one path': repeated(
    (at) => `export async function f${at}(p) { fs.writeFileSync('one.txt', p + ${at}); }`,
  ),
  'calls on one path, in one function': (parts) =>
    `import fs from 'node:fs';\nexport async function f(p) {\n${Array.from({ length: parts }, (_, at) => `fs.appendFileSync('one.txt', p + ${at});`).join('\n')}\n}`,
  'callers in a row': (parts) =>
    `import fs from 'node:fs';\n${Array.from({ length: parts }, (_, at) => `async function f${at}(p) { n += 1; await f${at + 1}(p); }`).join('\n')}\nlet n = 0;\nexport async function f${parts}(p) { fs.readFileSync(p); return n; }`,
  'methods of one class': (parts) =>
    `import fs from 'node:fs';\nexport class C { n = 0;\n${Array.from({ length: parts }, (_, at) => `async f${at}(p) { this.n += 1; fs.readFileSync(p); return this.n; }`).join('\n')}\n}`,
};

/** Functions that run the next one twice, so that there are 2 ** 40 ways from the first to the last of 40. */
const ways = repeated(
  (at) =>
    `function f${at}(p, x) { f${at + 1}(p, x); x.on('end', print); run(x); f${at + 1}(p, x); }\nexport async function g${at}(p, x) { f${at}(p, x); fs.readFileSync(p); x.end(); }`,
);

describe('the work that the rules do', () => {
  it.each(Object.entries(programs))('grows with the length of a file: %s', async (_, program) => {
    await workOf(program(8));
    const once = await workOf(program(40));
    const twice = await workOf(program(80));
    expect(twice.reports).toBe(2 * once.reports);
    expect(twice.calls).toBeLessThan(2.25 * once.calls);
  });

  it.each(Object.entries(entangled))('grows no faster than the pairs of parts: %s', async (_, program) => {
    await workOf(program(8));
    const once = await workOf(program(40));
    const twice = await workOf(program(80));
    expect(twice.calls).toBeLessThan(4 * once.calls);
  });

  it('does not grow with the ways from one function to another', async () => {
    const once = await workOf(ways(20));
    const twice = await workOf(ways(40));
    expect(once.reports).toBe(20);
    expect(twice.calls).toBeLessThan(2 ** 3.5 * once.calls);
  });
});
