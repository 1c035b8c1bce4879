/** The example of the page runs, and is recorded as the page says. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { expect, test } from 'vitest';
import { command, folderWith, run } from './traced.ts';

const page = readFileSync(new URL('../../docs/trace.md', import.meta.url), 'utf8');

/** The rows of a table as the terminal shows it, without their figures. In which part of a line a loop is differs. */
function rowsOf(text: string): string[] {
  const rows = text.matchAll(/^ +[≈\d][^\n]*(?:ms|µs|s) {2}(\S.*?) +(server\.mjs:\d+):\d+$/gm);
  return [...rows].map(([, name = '', place = '']) => `${name} ${place}`);
}

test('the example', async () => {
  const [, code = ''] = /^```js file=server\.mjs\n([^]*?)^```$/m.exec(page) ?? [];
  const [, shown = ''] = /^```\n(1 process[^]*?)^```$/m.exec(page) ?? [];
  const folder = folderWith({ 'server.mjs': code });
  const { stderr, exit } = await run([command, 'trace', '--', process.execPath, 'server.mjs'], folder);
  expect(exit).toBe(0);
  expect(rowsOf(shown).length).toBe(4);
  expect(rowsOf(stderr)).toEqual(expect.arrayContaining(rowsOf(shown)));
});

test('the options are those that there are', async () => {
  const folder = folderWith({});
  const helps = await Promise.all(['trace', 'report'].map((name) => run([command, name, '--help'], folder)));
  const help = helps.map(({ stdout }) => stdout).join('');
  for (const [option] of page.matchAll(/(?<=to-thread (?:trace|report)[^|`\n]*)--[a-z]+/g))
    expect(help).toContain(option);
});
