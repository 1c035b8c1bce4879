import { describe, expect, it } from 'vitest';
import type { Linter } from 'eslint';
import { ESLint } from 'eslint';
import plugin from '../../../src/index.ts';

const rules = ['no-blocking-in-async', 'no-blocking-lookup-in-async'] as const;

/** Lints with options of any shape, as a configuration written by hand may have. */
async function lintWith(name: (typeof rules)[number], options: readonly unknown[]): Promise<unknown> {
  const rule = ['error', ...options] as Linter.RuleEntry;
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: { plugins: { 'to-thread': plugin }, rules: { [`to-thread/${name}`]: rule } },
  });
  return eslint.lintText('let a;');
}

describe.each(rules)('options of %s that are wrong', (rule) => {
  it.each([
    ['an unknown option', [{ fixx: 'safe' }], 'Unexpected property "fixx"'],
    [
      'an unknown way to fix',
      [{ fix: 'always' }],
      'Value "always" should match pattern "^(safe|all|suggest|off)$"',
    ],
    ['an unknown rewrite', [{ prefer: 'promises' }], 'should match pattern "^(toThread|native)$"'],
    ['an unknown way to run', [{ runs: 'once' }], 'should match pattern "^(concurrent|serial)$"'],
    ['a flag for a way to fix', [{ fix: true }], 'Value true should be string'],
    ['an empty runtime', [{ runtime: '' }], 'Value "" should match pattern'],
    ['a runtime with a quote', [{ runtime: "to'thread" }], 'should match pattern'],
    ['a runtime with a space', [{ runtime: 'to thread' }], 'should match pattern'],
    ['text for a flag', [{ topLevel: 'yes' }], 'Value "yes" should be boolean'],
    ['a number for a flag', [{ cheap: 1 }], 'Value 1 should be boolean'],
    ['a name for a list', [{ additional: 'fs.readFileSync' }], 'should be array'],
    ['a name for a function', [{ additional: ['fs.readFileSync'] }], 'should be object'],
    [
      'a function without its module',
      [{ additional: [{ export: 'a' }] }],
      "should have required property 'module'",
    ],
    [
      'a function without its export',
      [{ additional: [{ module: 'a' }] }],
      "should have required property 'export'",
    ],
    [
      'a function with more',
      [{ additional: [{ module: 'a', export: 'b', name: 'c' }] }],
      'Unexpected property "name"',
    ],
    [
      'text for a flag of a function',
      [{ additional: [{ module: 'a', export: 'b', crosses: 'yes' }] }],
      'Value "yes" should be boolean',
    ],
    [
      'a flag of another list',
      [{ ignore: [{ module: 'a', export: 'b', crosses: true }] }],
      'Unexpected property "crosses"',
    ],
    ['an empty name', [{ ignore: [''] }], '"": say the module as well, as in "fs.existsSync".'],
    [
      'a bare name',
      [{ ignore: ['readFileSync'] }],
      '"readFileSync": say the module as well: "fs.readFileSync", "Deno.readFileSync", "fs-extra.readFileSync"',
    ],
    [
      'a bare name of nothing',
      [{ ignore: ['readFilSync'] }],
      'say the module as well, as in "fs.existsSync"',
    ],
    [
      'a name with a slip',
      [{ ignore: ['fs.exitsSync'] }],
      '"fs.exitsSync": there is no such function. Did you mean "fs.existsSync"?',
    ],
    [
      'an object with a slip',
      [{ ignore: [{ module: 'node:fs', export: 'statsync' }] }],
      'Did you mean "fs.statSync"?',
    ],
    [
      'a pattern',
      [{ ignore: ['bcrypt.*'] }],
      'patterns are not known. Name each function: "bcrypt.compareSync", "bcrypt.genSaltSync", "bcrypt.hashSync"',
    ],
    ['a pattern of nothing', [{ ignore: ['nothing.*'] }], 'patterns are not known. Name each function.'],
    [
      'a function that does not block',
      [{ ignore: ['bcrypt.getRounds'] }],
      'that function is not reported. What is, of "bcrypt": "bcrypt.compareSync"',
    ],
    [
      'a function of an unknown package',
      [{ ignore: ['left-pad.default'] }],
      'nothing of "left-pad" is reported, so that there is nothing to ignore',
    ],
    [
      'a function of a file',
      [{ ignore: ['./images.js.resize'] }],
      '"./images.js.resize": it is a file of your own, which this option does not follow. Write `/** @nonblocking */`',
    ],
    [
      'a function of a file, as an object',
      [{ ignore: [{ module: '../images.js', export: 'resize' }] }],
      'it is a file of your own',
    ],
    ['a bare name off the thread', [{ offThread: ['run'] }], 'Value "run" should match pattern'],
    ['a module off the thread without its export', [{ offThread: [{ module: 'a' }] }], 'export'],
    ['text for callbacks', [{ callbacks: 'no' }], 'Value "no" should be boolean'],
    ['text for indirect', [{ indirect: 'no' }], 'Value "no" should be boolean'],
    ['text for typed', [{ typed: 'yes' }], 'Value "yes" should be boolean'],
    [
      'an empty export',
      [{ ignore: [{ module: 'a', export: '' }] }],
      'should NOT be shorter than 1 characters',
    ],
    ['a number for a name', [{ ignore: [1] }], 'Value 1 should be string'],
    ['a second object', [{}, {}], 'should NOT have more than 1 items'],
    ['text for the options', ['safe'], 'Value "safe" should be object'],
  ])('%s', async (_, options, message) => {
    await expect(lintWith(rule, options)).rejects.toThrow(message);
    await expect(lintWith(rule, options)).rejects.toThrow(`to-thread/${rule}`);
  });
});

describe.each(rules)('options of %s that are right', (rule) => {
  it.each([
    [[]],
    [[{}]],
    [[{ fix: 'suggest', runtime: '#threads', topLevel: true, cheap: true, additional: [], ignore: [] }]],
    [[{ ignore: ['fs.existsSync', { module: 'fs', export: 'statSync' }] }]],
    [[{ additional: [{ module: './a.js', export: 'b.c' }] }]],
    [[{ additional: [{ module: './a.js', export: 'b.c', crosses: true }] }]],
    [[{ callbacks: false, indirect: false, typed: true, runs: 'serial' }]],
    [[{ offThread: ['piscina.default', { module: './pool.js', export: 'run' }] }]],
    [
      [
        {
          ignore: [
            'node:fs.existsSync',
            'Atomics.wait',
            'globalThis.Atomics.wait',
            'require',
            'better-sqlite3.default',
          ],
        },
      ],
    ],
    [[{ ignore: ['./a.js.b'], additional: [{ module: './a.js', export: 'b' }] }]],
  ])('%j', async (options) => {
    await expect(lintWith(rule, options)).resolves.toMatchObject([{ messages: [] }]);
  });
});
