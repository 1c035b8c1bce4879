import { describe, expect, it } from 'vitest';
import { builtInCatalog } from '../../../src/catalog/index.ts';
import { lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { typescriptProject } from '../../support/project.ts';

/** Who reports a text, line by line, with the function that the report begins with. */
async function reports(text: string, settings: LintSettings = {}): Promise<string[]> {
  const { messages } = await lint(text, settings);
  return messages.map(({ ruleId, message, line }) => {
    const [, name] = /^`([^`]+)`/.exec(message) ?? [];
    return `${line} ${ruleId?.replace('to-thread/', '')} ${name}`;
  });
}

const WORK = 'no-blocking-in-async';
const LOOKUP = 'no-blocking-lookup-in-async';

/** A module with a helper, which is called in line 3. */
const withHelper = (helper: string) =>
  `import { existsSync, readFileSync, statSync } from 'node:fs'; ${helper}
export async function f(p) {
  return helper(p);
}
`;

describe('a call', () => {
  it.each([
    'accessSync(p)',
    'existsSync(p)',
    'fstatSync(p)',
    'lstatSync(p)',
    'readlinkSync(p)',
    'realpathSync(p)',
    'realpathSync.native(p)',
    'statSync(p)',
    'statfsSync(p)',
  ])('is a lookup: %s', async (call) => {
    for (const module of ['node:fs', 'fs-extra', 'graceful-fs']) {
      const text = `import fs from '${module}';\nexport const f = async (p) => fs.${call};\n`;
      const name = `${module.replace('node:', '')}.${call.replace('(p)', '')}`;
      expect(await reports(text)).toEqual([`2 ${LOOKUP} ${name}`]);
    }
  });

  it.each([
    'opendirSync',
    'readFileSync',
    'readdirSync',
    'globSync',
    'writeFileSync',
    'mkdirSync',
    'chmodSync',
  ])('is none: %s', async (name) => {
    const text = `import fs from 'node:fs';\nexport const f = async (p) => fs.${name}(p);\n`;
    expect(await reports(text)).toEqual([`2 ${WORK} fs.${name}`]);
  });

  it.each([
    ["import { findUpSync } from 'find-up'", 'findUpSync(p)', 'find-up.findUpSync'],
    ["import { pathExistsSync } from 'path-exists'", 'pathExistsSync(p)', 'path-exists.pathExistsSync'],
    ["import fs from 'fs-extra'", 'fs.pathExistsSync(p)', 'fs-extra.pathExistsSync'],
    ["import { sync } from 'pkg-dir'", 'sync(p)', 'pkg-dir.sync'],
    ["import { isFileSync } from 'path-type'", 'isFileSync(p)', 'path-type.isFileSync'],
    ["import { readFileSync } from 'node:fs'", 'Deno.statSync(p)', 'Deno.statSync'],
  ])('is a lookup of a package or another runtime: %s', async (head, call, name) => {
    expect(await reports(`${head};\nexport const f = async (p) => ${call};\n`)).toEqual([
      `2 ${LOOKUP} ${name}`,
    ]);
  });

  it.each([
    ["import { readPackageSync } from 'read-pkg'", 'readPackageSync()', 'read-pkg.readPackageSync'],
    ["import which from 'which'", 'which.sync(p)', 'which.sync'],
    ["import resolve from 'resolve'", 'resolve.sync(p)', 'resolve.sync'],
    ["import { findDownSync } from 'find-up'", 'findDownSync(p)', 'find-up.findDownSync'],
  ])('reads more, or looks at many paths: %s', async (head, call, name) => {
    expect(await reports(`${head};\nexport const f = async (p) => ${call};\n`)).toEqual([
      `2 ${WORK} ${name}`,
    ]);
  });

  it('is reported by one rule wherever it stands', async () => {
    const text = `import fs from 'node:fs';
export async function f(paths) {
  paths.map((p) => fs.statSync(p).size);
  paths.forEach((p) => fs.rmSync(p));
  paths.filter(fs.existsSync);
  paths.forEach(fs.rmSync);
  await paths.then(() => fs.lstatSync('a'));
}
`;
    expect(await reports(text)).toEqual([
      `3 ${LOOKUP} fs.statSync`,
      `4 ${WORK} fs.rmSync`,
      `5 ${LOOKUP} fs.existsSync`,
      `6 ${WORK} fs.rmSync`,
      `7 ${LOOKUP} fs.lstatSync`,
    ]);
  });

  it('is reported at the top level of a module by the option', async () => {
    const text = `import fs from 'node:fs';
await 0;
export const a = fs.existsSync('a');
export const b = fs.readFileSync('b');
`;
    expect(await reports(text)).toEqual([]);
    expect(await reports(text, { options: { topLevel: true } })).toEqual([
      `3 ${LOOKUP} fs.existsSync`,
      `4 ${WORK} fs.readFileSync`,
    ]);
  });
});

describe('a call of a helper', () => {
  it.each([
    'const helper = (p) => existsSync(p);',
    'function helper(p) { return statSync(p).size; }',
    'const inner = (p) => existsSync(p), helper = (p) => inner(p) && statSync(p);',
    'const helper = (p) => [p].filter(existsSync);',
    // They call each other.
    'function helper(p) { return p ? other(p) : existsSync(p); } function other(p) { return helper(p); }',
  ])('is for the rule for lookups: %s', async (helper) => {
    expect(await reports(withHelper(helper))).toEqual([`3 ${LOOKUP} helper`]);
    expect(await reports(withHelper(helper), { rule: WORK })).toEqual([]);
  });

  it.each([
    'const helper = (p) => existsSync(p) && readFileSync(p);',
    'const helper = (p) => readFileSync(p) && existsSync(p);',
    'const inner = (p) => readFileSync(p), helper = (p) => existsSync(p) && inner(p);',
    'const inner = (p) => existsSync(p), helper = (p) => inner(p) && readFileSync(p);',
    'const a = (p) => readFileSync(p), b = (p) => a(p), helper = (p) => statSync(p) && b(p);',
    '/** @blocking */ function helper(p) { return existsSync(p); }',
    'function helper(p) { return p ? other(p) : existsSync(p); } function other(p) { return helper(p) && readFileSync(p); }',
  ])('is for the other rule alone, with a way to what is no lookup: %s', async (helper) => {
    expect(await reports(withHelper(helper))).toEqual([`3 ${WORK} helper`]);
    expect(await reports(withHelper(helper), { rule: LOOKUP })).toEqual([]);
    const [message] = (await lint(withHelper(helper))).messages;
    expect(message?.message).not.toMatch(/→ fs\.(?:exists|stat)Sync/);
  });

  it('is nobody’s where the helper is said not to block', async () => {
    const helper = '/** @nonblocking */ function helper(p) { return existsSync(p); }';
    expect(await reports(withHelper(helper))).toEqual([]);
  });

  it('has the way in its message', async () => {
    const helper = 'const inner = (p) => existsSync(p), helper = (p) => inner(p);';
    const { messages } = await lint(withHelper(helper));
    expect(messages.map(({ message }) => message)).toEqual([
      "`helper` blocks the event loop in async function 'f': helper → inner → fs.existsSync (line 1). It could only become async together with all that call it.",
    ]);
  });
});

// Types wait for the compiler, which takes its time on a busy machine.
describe('a call of a helper of another file', { timeout: 60_000 }, () => {
  const files = {
    'src/looks.ts': `import fs from 'node:fs';
const there = (p: string) => fs.existsSync(p);
export const isThere = (p: string) => there(p);
export const isBig = (p: string) => there(p) && fs.statSync(p).size > 9;
/** Ends in calls of itself. */
export function walk(p: string): boolean { return isThere(p) || walk(p + '/..'); }
`,
    'src/both.ts': `import fs from 'node:fs';
import { isThere } from './looks.ts';
export const read = (p: string) => fs.readFileSync(p, 'utf8');
export const readIfThere = (p: string) => (isThere(p) && fs.existsSync(p) ? read(p) : '');
`,
  };
  const text = `import { isBig, isThere, walk } from './looks.ts';
import { read, readIfThere } from './both.ts';
export async function f(p: string) {
  isThere(p);
  isBig(p);
  walk(p);
  read(p);
  readIfThere(p);
  [p].filter(isThere);
}
`;
  const project = typescriptProject({ ...files, 'src/main.ts': text });
  const settings = { cwd: project, file: 'src/main.ts', types: true, options: { typed: true } };
  const expected = [
    `4 ${LOOKUP} isThere`,
    `5 ${LOOKUP} isBig`,
    `6 ${LOOKUP} walk`,
    `7 ${WORK} read`,
    `8 ${WORK} readIfThere`,
    `9 ${LOOKUP} isThere`,
  ];

  it('is for one rule', async () => {
    expect(await reports(text, settings)).toEqual(expected);
  });

  it.each([WORK, LOOKUP] as const)('is for the same rule where %s is on alone', async (rule) => {
    expect(await reports(text, { ...settings, rule })).toEqual(
      expected.filter((report) => report.includes(` ${rule} `)),
    );
  });
});

describe('the catalog', () => {
  it('marks as lookups what waits for a disk, and nothing that writes', () => {
    const lookups = builtInCatalog.entries.filter(({ lookup }) => lookup);
    expect(lookups.length).toBeGreaterThan(30);
    for (const { kind, cheap, export: name } of lookups) {
      expect(kind).toBe('io');
      expect(cheap).toBeUndefined();
      expect(name).not.toMatch(/write|create|ensure|remove|copy|readDir|readFile/i);
    }
  });
});
