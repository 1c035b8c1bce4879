import { describe, expect, it } from 'vitest';
import { workOf } from '../support/work.ts';

/** Programs of any length, all of them code that blocks. */
const programs: Readonly<Record<string, (at: number) => string>> = {
  'functions that block': (at) => `export async function f${at}(p) { return fs.readFileSync(p); }`,
  'functions with a helper each': (at) =>
    `function help${at}(p) { return fs.readFileSync(p); }\nexport async function f${at}(p) { return help${at}(p) + fs.readFileSync(p); }`,
  'functions with a state each': (at) =>
    `let n${at} = 0;\nexport async function f${at}(p) { n${at} += p.length; fs.readFileSync(p); return n${at}; }`,
  'functions that run each other, eight in a row': (at) =>
    `async function f${at}(p) { ${at % 8 === 7 ? '' : `await f${at + 1}(p);`} fs.writeFileSync('file${at}', p); }\nexport async function g${at}(p) { await f${at}(p); }`,
  'classes with a state': (at) =>
    `export class C${at} { n = 0; async f${at}(p) { this.n += 1; fs.readFileSync(p); return this.n; } get${at}() { return this.n; } }`,
  'code that does not block between': (at) =>
    `export async function f${at}(p) { return fs.readFileSync(p); }\n${Array.from({ length: 10 }, (_, i) => `export const g${at}_${i} = (x) => x.map((y) => y + ${i});`).join('\n')}`,
};

function programOf(part: (at: number) => string, parts: number): string {
  return ["import fs from 'node:fs';", ...Array.from({ length: parts }, (_, at) => part(at))].join('\n');
}

/** Functions that run the next one twice, so that there are 2 ** 40 ways from the first to the last of 40. */
const ways = (at: number) =>
  `function f${at}(p, x) { f${at + 1}(p, x); x.on('end', print); run(x); f${at + 1}(p, x); }\nexport async function g${at}(p, x) { f${at}(p, x); fs.readFileSync(p); x.end(); }`;

describe('the work that the rules do', () => {
  it.each(Object.entries(programs))('grows with the length of a file: %s', async (_, part) => {
    await workOf(programOf(part, 8));
    const once = await workOf(programOf(part, 40));
    const twice = await workOf(programOf(part, 80));
    expect(twice.reports).toBe(2 * once.reports);
    expect(twice.calls).toBeLessThan(2.5 * once.calls);
  });

  it('does not grow with the ways from one function to another', async () => {
    const once = await workOf(programOf(ways, 20));
    const twice = await workOf(programOf(ways, 40));
    expect(once.reports).toBe(20);
    expect(twice.calls).toBeLessThan(2 ** 3.5 * once.calls);
  });
});
