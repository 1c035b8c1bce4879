import { chmod, lstat, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { readTree, removeFolder, temporaryFolder } from '../support/app.ts';
import { installTools, isRunning, SampleProject, type Tools, until } from './project.ts';

/** Two calls that can be fixed, of which a test can tell that one takes its time then. */
const SIZES = `import fs from 'node:fs';

export async function load(path) {
  return JSON.parse(fs.readFileSync(path, 'utf8'));
}

export async function size(path) {
  return fs.readFileSync(path, 'utf8').length;
}
`;

const COPY = `import fs from 'node:fs';
import { execFileSync } from 'node:child_process';

export async function copy(from, to) {
  fs.writeFileSync(to, fs.readFileSync(from, 'utf8'));
}

export async function version() {
  return execFileSync('git', ['--version'], { encoding: 'utf8' });
}
`;

/** Holds `size` to being done at once, which no call on another thread is. */
const SPY = `import test, { mock } from 'node:test';
import assert from 'node:assert/strict';
import { load, size } from '../src/sizes.js';

test('loads', async () => {
  assert.equal((await load('package.json')).type, 'module');
});

test('is done at once', async () => {
  const done = mock.fn();
  const promise = size('package.json').then(done);
  await Promise.resolve();
  const calls = done.mock.callCount();
  await promise;
  assert.equal(calls, 1);
});
`;

const FILES = { 'src/sizes.js': SIZES, 'src/copy.js': COPY, 'test/sizes.test.js': SPY };

const mocha = resolve(import.meta.dirname, '../../node_modules/mocha/bin/mocha.js');

describe('fix --verify', () => {
  let tools: Tools;

  beforeAll(async () => {
    tools = await installTools(inject('tarballs'));
  });

  afterAll(() => tools[Symbol.asyncDispose]());

  test('takes back the fix that a test does not bear, and keeps all others', async () => {
    const project = await SampleProject.make(tools, FILES);

    const { code, stdout } = await project.run(
      ...['fix', '--verify', 'npm test', '--native', '--lookups', '--report', 'state/report.json'],
    );

    expect(code).toBe(1);
    expect(stdout).toContain('4 calls mended in 2 files');
    expect(stdout).toContain('1 call taken back');
    expect(stdout).toContain('is done at once');
    expect(await project.read('src/sizes.js')).toContain("return fs.readFileSync(path, 'utf8').length;");
    expect(await project.read('src/sizes.js')).toContain("await toThread(fs.readFileSync, path, 'utf8')");
    expect(await project.read('src/copy.js')).toContain('await toThread(fs.writeFileSync, to, ');
    expect(await project.status()).toBe(' M src/copy.js\n M src/sizes.js');
    // What is left works.
    const report = JSON.parse(await project.read('state/report.json')) as {
      takenBack: unknown;
      verification: unknown;
    };
    expect(report.takenBack).toEqual([
      {
        ...{ file: 'src/sizes.js', line: 8, column: 10, name: 'fs.readFileSync' },
        ...{ kind: 'io', fixId: 'wrapInToThread', step: 'safe' },
        failures: [
          {
            ...{ kind: 'command', name: 'npm test' },
            text: expect.stringContaining('is done at once') as string,
          },
        ],
      },
    ]);
    expect(report.verification).toMatchObject({ command: 'npm test', flaky: [], leftovers: [] });
  });

  test('names the tests that fail, with their results as JSON, and knows those that failed before', async () => {
    const spec = (name: string, body: string) =>
      `import assert from 'node:assert/strict';\nimport { size } from '../src/sizes.js';\nit('${name}', async () => { ${body} });\n`;
    const project = await SampleProject.make(tools, {
      'src/sizes.js': SIZES,
      'spec/a.js': spec('fails always', "assert.fail('as ever')"),
      'spec/b.js': spec(
        'is done at once',
        "let done = false; const promise = size('package.json').then(() => (done = true)); await Promise.resolve(); assert.ok(done); await promise;",
      ),
    });
    const command = `"${process.execPath}" "${mocha}" --reporter json --reporter-option output={report} spec`;

    const { code, stdout } = await project.run('fix', '--verify', command, '--report', 'state/report.md');

    expect(code).toBe(1);
    expect(stdout).toContain('1 call mended in 1 file');
    expect(stdout).toMatch(/test: .*b\.js is done at once/);
    expect(stdout).not.toContain('test: .*fails always');
    expect(stdout).toContain('Tests before: 1 passed, 1 failed; after: 1 passed, 1 failed.');
    const report = await project.read('state/report.md');
    expect(report).toContain('| `src/sizes.js:4` | `fs.readFileSync` | on a worker thread |');
    expect(report).toContain('### Taken back');
  });

  test('takes back what makes a type wrong', async () => {
    const check = `import { readFileSync } from 'node:fs';
const text = readFileSync('src/copy.js', 'utf8');
if (text.includes('await toThread(fs.readFileSync')) {
  console.log("src/copy.js(5,3): error TS2322: Type 'Promise' is not assignable.");
  process.exit(2);
}
`;
    const project = await SampleProject.make(tools, {
      'src/copy.js': COPY,
      'src/sizes.js': SIZES,
      'check.js': check,
    });
    const { code, stdout } = await project.run('fix', '--verify', 'node -e 0', '--types', 'node check.js');
    expect(code).toBe(1);
    expect(stdout).toContain('type error: src/copy.js: error TS2322');
    expect(await project.read('src/copy.js')).toContain("fs.readFileSync(from, 'utf8')");
    expect(await project.read('src/copy.js')).toContain('await toThread(execFileSync');
    expect(await project.read('src/sizes.js')).toContain('await toThread(');
  });

  test('leaves everything as it was where nothing works', async () => {
    const project = await SampleProject.make(tools, {
      'src/sizes.js': SIZES,
      'package.json': JSON.stringify({ name: 'bare', type: 'module' }),
      'check.js':
        "import { readFileSync } from 'node:fs';\nprocess.exit(readFileSync('src/sizes.js', 'utf8').includes('toThread') ? 1 : 0);\n",
    });
    const { code, stdout } = await project.run(
      ...['fix', '--verify', 'node check.js', `--install=${inject('tarballs').runtime}`],
    );
    expect(stdout).toContain('Nothing was mended.');
    expect(stdout).toContain('2 calls taken back');
    expect(code).toBe(1);
    expect(await project.status()).toBe('');
  });

  test('installs the runtime first where it is missing, and asks for that', async () => {
    const manifest = `${JSON.stringify({ name: 'bare', type: 'module' }, undefined, 4)}\n`;
    const project = await SampleProject.make(tools, { 'src/sizes.js': SIZES, 'package.json': manifest });

    const refused = await project.run('fix', '--verify', 'node -e 0');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('which package.json does not name among its dependencies');
    expect(refused.stderr).toContain('--install');
    expect(await project.status()).toBe('');

    const { code, stdout } = await project.run(
      ...['fix', '--verify', 'node -e 0', `--install=${inject('tarballs').runtime}`],
    );
    expect(code).toBe(0);
    expect(stdout).toContain('2 calls mended in 1 file');
    const written = JSON.parse(await project.read('package.json')) as { dependencies: object };
    expect(Object.keys(written.dependencies)).toEqual(['to-thread']);
  });

  test('makes the steps that are asked for, one after the other', async () => {
    const project = await SampleProject.make(tools, {
      'src/lookup.js': `import fs from 'node:fs';\nexport const has = async (path) => fs.existsSync(path);\n`,
      'src/sizes.js': SIZES,
    });
    const { code, stdout } = await project.run('fix', '--verify', 'node -e 0', '--native', '--lookups');
    expect(code).toBe(0);
    expect(stdout).toContain('3 calls mended in 2 files');
    expect(await project.read('src/lookup.js')).toContain('await toThread(fs.existsSync, path)');
  });

  test('works in a package of a repository, with files that import each other', async () => {
    const one = SIZES.replace('export', "import { copy } from './copy.js';\n\nexport");
    const other = COPY.replace('export', "import { size } from './sizes.js';\n\nexport");
    const project = await SampleProject.make(tools, { 'src/sizes.js': one, 'src/copy.js': other });
    const { code, stdout } = await project.run('fix', 'src', '--verify', 'node src/copy.js');
    expect([code, stdout]).toEqual([0, expect.stringContaining('5 calls mended in 2 files') as string]);
  });

  describe('refuses, says what to do, and touches nothing:', () => {
    const check = "import { existsSync, writeFileSync, rmSync } from 'node:fs';\n";

    test.each<[name: string, files: Record<string, string>, args: string[], said: string[]]>([
      [
        'tests that fail',
        { 'check.js': 'console.log("so it is"); process.exit(3);' },
        ['node check.js'],
        ['fails before anything is changed (exit code 3)', 'so it is', '{report}'],
      ],
      [
        'a command that there is not',
        {},
        ['no-such-command-here'],
        ['cannot be run here', 'no-such-command-here'],
      ],
      [
        'results that are not written',
        {},
        ['node -e 0 {report}'],
        ['has written no results', '--outputFile={report}'],
      ],
      [
        'tests that fail by turns',
        {
          'check.js': `${check}if (existsSync('state')) { rmSync('state'); process.exit(1); }\nwriteFileSync('state', '');\n`,
        },
        ['node check.js'],
        ['passes and fails by turns'],
      ],
      [
        'a command that does not end',
        { 'check.js': 'setInterval(() => {}, 1000);' },
        ['node check.js', '--timeout', '0.02'],
        ['did not end in time', '--timeout'],
      ],
      [
        'types that cannot be checked',
        {},
        ['node -e 0', '--types', 'node -e "process.exit(9)"'],
        ['cannot be run here (exit code 9)'],
      ],
      [
        'a package.json that is none',
        { 'package.json': '{ "type": "module", }' },
        ['node -e 0'],
        ['package.json is not JSON'],
      ],
      [
        'a package.json without an object',
        { 'package.json': '[]' },
        ['node -e 0'],
        ['package.json holds no object'],
      ],
    ])('%s', async (_, files, args, said) => {
      const project = await SampleProject.make(tools, { 'src/sizes.js': SIZES, ...files });
      const { code, stderr, stdout } = await project.run('fix', '--verify', ...args);
      expect([code, stdout]).toEqual([2, '']);
      for (const words of said) expect(stderr).toContain(words);
      expect(stderr).not.toContain('    at ');
      expect(await project.status()).toBe('');
      // Nothing is left to go on with.
      expect((await project.run('fix', '--abort')).stderr).toContain('No run was stopped');
    });

    test('no Git', async () => {
      const project = await SampleProject.make(tools, { 'src/sizes.js': SIZES }, { git: false });
      const { code, stderr } = await project.run('fix', '--verify', 'node -e 0');
      expect([code, stderr]).toEqual([2, expect.stringContaining('--verify needs Git') as string]);
      expect(await project.read('src/sizes.js')).toBe(SIZES);
    });

    test('a work tree with changes, or with files that Git does not know', async () => {
      const project = await SampleProject.make(tools, { 'src/sizes.js': SIZES });
      await project.write('new.txt', '');
      const unknown = await project.run('fix', '--verify', 'node -e 0');
      expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('  new.txt') as string]);
      await project.git('add', 'new.txt');
      expect((await project.run('fix', '--verify', 'node -e 0')).stderr).toContain('clean work tree');
      expect(await project.read('src/sizes.js')).toBe(SIZES);
    });

    test.each([
      [['fix', '--types', 'tsc'], '--types goes with --verify'],
      [['fix', '--timeout', 'long'], '--timeout'],
      [['scan', '--format', 'xml'], 'pretty, json, sarif, markdown'],
      [['scan', '--max-problems', '-1'], 'whole number'],
      [['fix', '--resume'], 'No run was stopped'],
      [['mend'], "unknown command 'mend'"],
      [['fix', '../elsewhere'], 'is outside of'],
    ])('%j', async (args, said) => {
      const project = await SampleProject.make(tools, {});
      const { code, stderr } = await project.run(...args);
      expect([code, stderr]).toEqual([2, expect.stringContaining(said) as string]);
      expect(stderr).not.toContain('    at ');
    });
  });

  test('a command that does not end leaves nothing running', async () => {
    const project = await SampleProject.make(tools, {
      'src/sizes.js': SIZES,
      'check.js': `import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('state', { recursive: true });
const own = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
const away = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
writeFileSync('state/pids', [process.pid, own.pid, away.pid].join());
setInterval(() => {}, 1000);
`,
    });
    const { code } = await project.run('fix', '--verify', 'node check.js', '--timeout', '0.05');
    expect(code).toBe(2);
    const pids = (await project.read('state/pids')).split(',').map(Number);
    await until(() => pids.every((pid) => !isRunning(pid)), 'the end of all processes');
  });

  test('a server that tests leave behind is ended with them', async () => {
    const project = await SampleProject.make(tools, {
      'src/sizes.js': SIZES,
      'check.js': `import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
mkdirSync('state', { recursive: true });
const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
left.unref();
appendFileSync('state/pids', left.pid + '\\n');
process.exit(0);
`,
    });
    const { code } = await project.run('fix', '--verify', 'node check.js');
    expect(code).toBe(0);
    const pids = (await project.read('state/pids')).trim().split('\n').map(Number);
    expect(pids).toHaveLength(3);
    await until(() => pids.every((pid) => !isRunning(pid)), 'the end of all processes');
  });
});

describe('fix', () => {
  let tools: Tools;

  beforeAll(async () => {
    tools = await installTools(inject('tarballs'));
  });

  afterAll(() => tools[Symbol.asyncDispose]());

  test('needs neither Git nor tests, and can be run again', async () => {
    const project = await SampleProject.make(tools, { 'src/sizes.js': SIZES }, { git: false });
    const { code, stdout } = await project.run('fix');
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 calls mended in 1 file') as string]);
    const fixed = await readTree(project.folder);
    expect((await project.run('fix')).stdout).toContain('Nothing was mended.');
    expect(await readTree(project.folder)).toEqual(fixed);
  });

  test('leaves a file with a syntax error alone, says so, and fixes the others', async () => {
    const broken = 'export async function ( { await';
    const project = await SampleProject.make(tools, { 'src/broken.js': broken, 'src/sizes.js': SIZES });
    const { code, stdout } = await project.run('fix');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Not looked at:\n {2}src\/broken\.js +line 1: Parsing error/);
    expect(await project.read('src/broken.js')).toBe(broken);
    expect(await project.read('src/sizes.js')).toContain('await toThread');
  });

  test('keeps a byte order mark, the ends of lines, and the rights of a file', async () => {
    const windows = `\uFEFF${SIZES.replaceAll('\n', '\r\n')}`;
    const project = await SampleProject.make(tools, { 'src/windows.js': windows, 'src/run.js': SIZES });
    await chmod(project.path('src/run.js'), 0o755);
    await project.run('fix');
    const fixed = await project.read('src/windows.js');
    expect(fixed.startsWith('\uFEFFimport fs')).toBe(true);
    expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
    expect(fixed.match(/await toThread/g)).toHaveLength(2);
    expect((await lstat(project.path('src/run.js'))).mode & 0o777).toBe(0o755);
  });

  test('writes neither through a link out of the project nor into a read-only file', async () => {
    const outside = await temporaryFolder('command-outside');
    onTestFinished(() => removeFolder(outside));
    await writeFile(join(outside, 'target.js'), SIZES);
    const project = await SampleProject.make(tools, { 'src/locked.js': SIZES, 'src/sizes.js': SIZES });
    await symlink(join(outside, 'target.js'), project.path('src/link.js'));
    await symlink(outside, project.path('folder'), 'junction');
    await chmod(project.path('src/locked.js'), 0o444);

    const { code, stdout } = await project.run('fix', 'src', 'src/link.js', 'folder/target.js');

    expect(code).toBe(0);
    expect(stdout).toMatch(/src\/link\.js +it is a link to a file outside of the project/);
    expect(stdout).toMatch(/src\/locked\.js +it is read-only/);
    expect(await readTree(outside)).toEqual({ 'target.js': SIZES });
    expect(await project.read('src/locked.js')).toBe(SIZES);
    expect(await project.read('src/sizes.js')).toContain('await toThread');
    expect((await lstat(project.path('src/link.js'))).isSymbolicLink()).toBe(true);
  });

  test('leaves a file alone that is not written in UTF-8', async () => {
    const project = await SampleProject.make(tools, {});
    await writeFile(project.path('latin.js'), Buffer.from(`${SIZES}// caf\u00e9\n`, 'latin1'));
    const { stdout } = await project.run('fix');
    expect(stdout).toMatch(/latin\.js +it is not written in UTF-8/);
  });
});
