import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './support/folder.ts';
import { execute, runProgram } from './support/program.ts';

/** Functions that tell whether they are strict: there, a function that is called without an object has no `this`. */
const FUNCTIONS = `
  arrow: () => (function () { return this === undefined })(),
  async: async () => (function () { return this === undefined })(),
  plain: function () { return (function () { return this === undefined })() },
  asynchronous: async function () { return (function () { return this === undefined })() },
  method() { return (function () { return this === undefined })() },
  async asyncMethod() { return (function () { return this === undefined })() },
  get getter() { return (function () { return this === undefined })() },
  frozen: () => { Object.freeze([]).length = 1; return 'silent' },
  aliased: function (a) { a = 1; return arguments.length },
  own: () => { 'use strict'; return (function () { return this === undefined })() },
`;
const LIST = `Object.entries(Object.getOwnPropertyDescriptors(object)).map(([k, { value, get }]) => [k, value ?? get])`;
const OBJECT = `const object = {${FUNCTIONS}}; exports.functions = () => ${LIST};`;

test.each([
  ['a directive at the top', `'use strict';\n${OBJECT}`, true],
  [
    'a directive below a comment',
    `#!/usr/bin/env node\n/* licence */ // 2026\n"use strict"\n${OBJECT}`,
    true,
  ],
  ['a directive below another one', `'use client';\n'use strict';\n${OBJECT}`, true],
  ['a directive of a function around', `(function () { 'use strict'; ${OBJECT} })();`, true],
  ['a directive of an arrow function around', `(() => { 'use strict'; ${OBJECT} })();`, true],
  ['a class around', `class A { static { ${OBJECT} } }`, true],
  ['no directive', OBJECT, false],
  ['a directive of a function beside it', `function other() { 'use strict'; }\n${OBJECT}`, false],
  ['a directive that is only a string', `void 'use strict';\n${OBJECT}`, false],
  ['a class beside it', `class A {}\n${OBJECT}`, false],
])('%s', async (_name, text, isStrict) => {
  const file = join(temporaryFolder(), 'functions.cjs');
  writeFileSync(file, text);
  const { stdout, stderr } = await runProgram('strictness.mjs', { args: [file] });
  expect(stderr).toBe('');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  expect(lines).toHaveLength(10);
  for (const [name, direct, inWorker] of lines) expect([name, inWorker]).toEqual([name, direct]);
  expect(lines[0]).toEqual(['arrow', String(isStrict), String(isStrict)]);
});

test('scripts that are no file: of the command line', async () => {
  const code = `'use strict'; const { toThread } = require('to-thread');
    toThread(() => (function () { return this === undefined })()).then(console.log)`;
  expect(await execute(['--eval', code])).toEqual({ stdout: 'true\n', stderr: '', exit: 0 });
});
