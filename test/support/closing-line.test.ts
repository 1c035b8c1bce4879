/** The last line of a run counts whatever makes it fail, and the lines before name what did not run. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './app.ts';
import { runNode } from './program.ts';

const vitest = resolve(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const reporter = pathToFileURL(join(import.meta.dirname, 'closing-line.ts')).href;

const CONFIG = `
import { ClosingLine } from ${JSON.stringify(reporter)};
export default { test: { globals: true, reporters: [new ClosingLine()], include: ['*.test.js'] } };
`;

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder('closing-line');
  await writeFile(join(folder, 'vitest.config.mjs'), CONFIG);
  const files = {
    'passes.test.js': "test('a', () => {});",
    'fails.test.js': "test('a', () => { throw new Error('no'); });",
    'broken.test.js': "import './nowhere.js'; test('a', () => {});",
    'elsewhere.test.js': "test.runIf(false)('a', () => {}); test('b', () => {});",
    // After the test, which nobody can blame.
    'late.test.js': "test('a', () => { void Promise.reject(new Error('late')); });",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});

afterAll(() => removeFolder(folder));

test.each([
  [['passes'], '1 passed, 0 failed', 0],
  [['passes', 'fails'], '1 passed, 1 failed', 1],
  [['passes', 'broken'], '1 passed, 1 failed', 1],
  [['late'], '1 passed, 1 failed', 1],
  [['elsewhere'], '1 passed, 0 failed, 1 skipped', 0],
])('%j', async (files, counts, exitCode) => {
  const { code, stdout } = await runVitest(files);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(counts);
  expect(code).toBe(exitCode);
});

test('names the tests that need another system, but not those that nobody asked for', async () => {
  const note = /^Not run, .* another system .*: elsewhere\.test\.js > a$/m;
  expect((await runVitest(['elsewhere'])).stdout).toMatch(note);
  const { stdout } = await runVitest(['elsewhere', '-t', 'b']);
  expect(stdout).not.toContain('Not run');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed, 1 skipped');
});

function runVitest(args: readonly string[]) {
  return runNode([vitest, 'run', '--root', folder, ...args], { cwd: folder });
}
