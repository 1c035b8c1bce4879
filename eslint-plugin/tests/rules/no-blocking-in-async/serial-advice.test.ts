import { describe, expect, it } from 'vitest';
import type { Options } from '../../../src/rules/options.ts';
import { lint } from '../../support/eslint.ts';

const imports = "import fs, { readFileSync, writeFileSync } from 'node:fs';\nlet n = 0;\n";
const advice = "set `runs: 'serial'` where one thing is done after another).";

/** For each report, whether it is fixed, or else whether it says what would make it a fix. */
async function said(code: string, options: Partial<Options> = {}): Promise<string[]> {
  const { messages } = await lint(imports + code, { options });
  return messages.map(({ fix, message }) =>
    fix ? 'fixed' : message.endsWith(advice) ? 'advised' : 'refused',
  );
}

describe('a report says what `runs` would do', () => {
  it.each([
    ['another run', 'export async function f(p) { const m = n; n = m + readFileSync(p).length; }'],
    [
      'another function',
      'export async function f(p) { const m = n; n = m + readFileSync(p).length; } export const g = () => { n = 0; };',
    ],
    ['order', 'const list = []; export async function f(p) { list.push(readFileSync(p)); }'],
    [
      'files',
      "export async function f() { const m = readFileSync('p', 'utf8'); writeFileSync('p', m + 1); }",
    ],
  ])('where that is all that is in the way: %s', async (_, code) => {
    const reports = await said(code);
    expect(new Set(reports)).toEqual(new Set(['advised']));
    // What it says is true.
    expect(await said(code, { runs: 'serial' })).toEqual(reports.map(() => 'fixed'));
  });

  it.each([
    ['it is fixed', 'export async function f(p) { return readFileSync(p); }', 'fixed'],
    [
      'something else is in the way',
      "export async function f(s) { const m = n; n = m + readFileSync('p').length; s.on('data', () => {}); }",
      'refused',
    ],
    [
      'the call itself is in the way',
      'fs.readFileSync = () => 0;\nexport async function f(p) { const m = n; n = m + readFileSync(p).length; }',
      'refused',
    ],
    [
      'there is an obstacle',
      'export async function f(ps) { n = n + ps.map((p) => readFileSync(p)).length; }',
      'refused',
    ],
  ])('and not where %s', async (_, code, expected) => {
    expect(await said(code)).toEqual([expected]);
    if (expected === 'refused') expect(await said(code, { runs: 'serial' })).toEqual(['refused']);
  });

  it('after the lock, which also holds where runs do come in between', async () => {
    const { messages } = await lint(
      `${imports}export async function f(p) { const m = n; n = m + readFileSync(p).length; }`,
    );
    const [report] = messages;
    expect(report?.message.endsWith(` (hold a lock, as suggested, or ${advice}`)).toBe(true);
    expect(report?.suggestions?.map(({ messageId }) => messageId)).toContain('holdLock');
  });

  it('also where fixes are only suggested, but not where nothing is to be fixed', async () => {
    const code = 'export async function f(p) { const m = n; n = m + readFileSync(p).length; }';
    expect(await said(code, { fix: 'suggest' })).toEqual(['advised']);
    expect(await said(code, { fix: 'off' })).toEqual(['refused']);
    expect(await said(code, { fix: 'all' })).toEqual(['fixed']);
  });
});
