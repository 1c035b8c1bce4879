/** The programs of the page on moving from other pools run, before and after, and print what it says. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from './support/program.ts';

const page = readFileSync(new URL('../docs/moving.md', import.meta.url), 'utf8');

/** The code of the page by the name of its file, which is the comment it begins with. */
const files = new Map(
  [...page.matchAll(/^```js\n\/\/ (?<name>[\w-]+\.js)\n(?<code>[^]*?)^```$/gm)].map(({ groups = {} }) => [
    groups['name'] ?? '',
    groups['code'] ?? '',
  ]),
);

const programs = [...files].filter(([, code]) => code.includes('// => '));
let folder = '';

// In the package, so that it finds itself and the libraries by name.
beforeAll(async () => {
  folder = await mkdtemp(fileURLToPath(new URL('../dist/moving-', import.meta.url)));
  await Promise.all([...files].map(([name, code]) => writeFile(join(folder, name), code)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('every program before has one after', () => {
  const names = programs.map(([name]) => name.replace(/\.js$/, ''));
  const before = names.filter((name) => /^(?:with|by)-/.test(name));
  expect(before.length).toBeGreaterThanOrEqual(6);
  const after = names.filter((name) => name.startsWith('from-'));
  expect(after).toEqual(before.map((name) => name.replace(/^(?:with|by)-/, 'from-')));
});

describe('runs and prints what the page says', () => {
  test.each(programs)('%s', async (name, code) => {
    const expected = [...code.matchAll(/ \/\/ => (.*)$/gm)].map(([, line]) => line);
    const { stdout, stderr, exit } = await execute([join(folder, name)]);
    expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
    expect(stdout.trimEnd().split('\n')).toEqual(expected);
  });
});
