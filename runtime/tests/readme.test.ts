/** Every example of the README runs, and prints what it says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { execute } from './support/program.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const examples = [
  ...readme.matchAll(/^#+ (?<title>[^\n]+)\n(?:(?!^#)[^])*?^```js\n(?<code>[^]*?)^```$/gm),
].map(({ groups = {} }) => [groups['title'] ?? '', groups['code'] ?? ''] as const);

test('there are examples', () => {
  expect(examples.length).toBe(19);
});

/** `await using` is for Node 24 and later. */
const [major = 0] = process.versions.node.split('.').map(Number);
const [here, elsewhere] = [true, false].map((isHere) =>
  examples.filter(([, code]) => (major >= 24 || !code.includes('await using')) === isHere),
);

test.skip.each(elsewhere ?? [])('%s', () => undefined);
test.each(here ?? [])('%s', async (_title, code) => {
  const expected = [...code.matchAll(/(?:^| )\/\/ => (.*)$/gm)].map(([, line]) => line);
  const { stdout, stderr, exit } = await execute(['--input-type=module', '--eval', code]);
  expect(stderr).toBe('');
  expect(stdout.trimEnd().split('\n')).toEqual(expected);
  expect(exit).toBe(0);
});

test('links lead to a heading', () => {
  const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text.toLowerCase().replaceAll(' ', '-'),
  );
  for (const [, anchor] of readme.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
});
