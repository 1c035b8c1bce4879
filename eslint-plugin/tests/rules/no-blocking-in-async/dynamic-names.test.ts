import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';

/** A CommonJS file with a call `READ`. */
const program = (code: string, directive = '') =>
  `${directive}const fs = require('fs');\n${code.replace('READ', "fs.readFileSync('p')")}\n`;

const settings = { file: 'file.cjs', options: { fix: 'all' } } as const;

describe('names that may be declared while the program runs', () => {
  it.each([
    'async function f(x) { with (x) { READ; } }',
    'async function f(x) { with (x) if (x) g(READ); }',
    'async function f(x) { with (x) await g(async () => READ); }',
    'async function f(x) { eval(x); READ; }',
    'async function f(x) { READ; { if (x) { eval(x); } } }',
    'function g(x) { eval(x); return async function f() { READ; }; }',
    'async function f() { READ; }\neval("1");',
    'async function f(x) { with /* a */ (x) { READ; } }',
    'async function f(x) { eval /* a */ (x); READ; }',
  ])('keep a call as it is: %s', async (code) => {
    const { messages, output } = await lint(program(code), { ...settings, fix: true });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.message).toContain('`with` or `eval` may give names another meaning here');
    expect(messages[0]?.suggestions ?? []).toEqual([]);
    expect(output).toBeUndefined();
  });

  it.each([
    'async function f(x) { with (x) {} READ; }',
    'async function f() { READ; }\nfunction g(x) { eval(x); }',
    'async function f() { READ; return () => eval("1"); }',
    "async function f(x) { 'use strict'; eval(x); READ; }",
    'async function f(x) { x.eval(1); (0, eval)(x); READ; }',
  ])('are no matter elsewhere: %s', async (code) => {
    expect(await fix(program(code), settings)).toContain("await toThread(fs.readFileSync, 'p')");
  });

  it('are no matter in strict files', async () => {
    const text = program('async function f(x) { eval(x); READ; }', "'use strict';\n");
    expect(await fix(text, settings)).toContain('toThread(');
  });
});
