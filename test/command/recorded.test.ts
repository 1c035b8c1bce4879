/** A program is recorded, what was measured is said and mended, and is gone when it is recorded again. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { eslint } from '../support/eslint.ts';
import { runNode } from '../support/program.ts';
import { installTools, SampleProject, type Tools } from './project.ts';

const MAIN = `import { setTimeout } from 'node:timers/promises';
import { often, once, once2 } from './server.js';

await setTimeout(50);
for (let i = 0; i < 5; i++) await often('package.json');
await once();
await once2();
`;

const SERVER = `import { existsSync, readFileSync } from 'node:fs';
import { scryptSync } from 'node:crypto';

export async function often(path) {
  return readFileSync(path, 'utf8');
}

export async function once() {
  return scryptSync('password', 'salt', 64, { N: 65536, maxmem: 1e8 });
}

export async function once2() {
  return hash();
}

export async function never(path) {
  return existsSync(path) && scryptSync('password', 'salt', 64);
}

function hash() {
  return scryptSync('password', 'salt', 64, { N: 4096 });
}
`;

const FILES = { 'src/server.js': SERVER, 'src/main.js': MAIN };

describe('what was recorded', () => {
  let tools: Tools;

  beforeAll(async () => {
    tools = await installTools(inject('tarballs'));
  });

  afterAll(() => tools[Symbol.asyncDispose]());

  /** A project, and the recording of a run of it. */
  async function recorded(): Promise<SampleProject> {
    const project = await SampleProject.make(tools, FILES, { git: false });
    await record(project);
    return project;
  }

  async function record({ folder }: SampleProject): Promise<void> {
    const command = join(tools.modules, 'to-thread/dist/command.js');
    const traced = await runNode([command, 'trace', '--', process.execPath, 'src/main.js'], { cwd: folder });
    expect(traced).toMatchObject({ code: 0 });
  }

  test('comes first in a scan, and what was not is told from it', async () => {
    const project = await recorded();
    const { stdout, stderr } = await project.run('scan');
    const rows = stdout.split('\n').filter((line) => /^ {2}\d+:/.test(line));
    expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
      [
        '9:10',
        'crypto.scryptSync',
        'cpu',
        expect.stringMatching(/^[\d.]+ m?s at worst, once$/),
        'mended by fix',
      ],
      ['13:10', 'hash → crypto.scryptSync', 'cpu', expect.stringMatching(/^[\d.]+ m?s at worst, once$/)],
      [
        '5:10',
        'fs.readFileSync',
        'io',
        expect.stringMatching(/^[\d.]+ [mµ]s at worst, 5 times$/),
        'mended by fix',
      ],
      ['17:30', 'crypto.scryptSync', 'cpu', 'mended by fix'],
      ['17:10', 'fs.existsSync', 'lookup'],
    ]);
    expect(stderr).toBe('');
  });

  test('is as much as is asked for', async () => {
    const project = await recorded();
    const { stdout } = await project.run('scan', '--worst', '2', '--format', 'json');
    const { problems, summary } = JSON.parse(stdout) as {
      problems: { name: string; blocked: object }[];
      summary: object;
    };
    expect(problems.map(({ name }) => name)).toEqual(['crypto.scryptSync', 'hash']);
    expect(problems[0]?.blocked).toMatchObject({ count: 1, isOutdated: false });
    expect(summary).toMatchObject({ problems: 5 });
    expect(await project.run('scan', '--worst', '0')).toMatchObject({ code: 2 });
    const nowhere = await project.run('scan', '--trace', 'nowhere');
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      expect.stringContaining('There is no recording at nowhere.'),
    ]);
  });

  test('is said by ESLint, where the settings name it', async () => {
    const project = await recorded();
    const config = (options: object) => `import toThread from 'eslint-plugin-to-thread';
export default [
  toThread.configs.recommended,
  { settings: { 'to-thread': { trace: '.to-thread' } } },
  { rules: { 'to-thread/no-blocking-in-async': ['error', ${JSON.stringify(options)}] } },
];`;
    const file = join(project.folder, 'eslint.config.mjs');
    await writeFile(file, config({}));
    const { reports } = await eslint(project.folder, ['src']);
    expect(reports.map(({ message }) => /It held.*/.exec(message)?.[0])).toEqual([
      expect.stringMatching(
        /^It held the event loop [\d.]+ [mµ]s at worst, 5 times \(recorded (?:just now|1 minute ago)\)\.$/,
      ),
      expect.stringMatching(/^It held the event loop [\d.]+ m?s at worst, once/),
      expect.stringMatching(/^It held the event loop [\d.]+ m?s at worst, once/),
      undefined,
      undefined,
    ]);
    await writeFile(file, config({ minBlockedMs: 0.000_001 }));
    const { reports: measured } = await eslint(project.folder, ['src', '--quiet']);
    expect(measured.map(({ name }) => name)).toEqual(['readFileSync', 'scryptSync', 'hash']);
    await writeFile(file, 'export default [];');
  });

  test('is mended, the worst first, and is gone from the next recording', async () => {
    const project = await recorded();
    const { code, stdout } = await project.run('fix', '--worst', '1');
    expect([code, stdout]).toEqual([0, expect.any(String)]);
    const fixed = await readFile(join(project.folder, 'src/server.js'), 'utf8');
    expect(fixed.match(/toThread\(\w+/g)).toEqual(['toThread(scryptSync']);

    await record(project);
    const { stdout: after } = await project.run('scan', '--worst', '1');
    expect(after).toContain('hash → crypto.scryptSync');
    expect(after).toContain('1 of them');
  });

  test('has to be there for the worst to be mended', async () => {
    const other = await SampleProject.make(tools, FILES, { git: false });
    const { code, stderr } = await other.run('fix', '--worst', '1');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--worst goes by a recording, and none names a call'),
    ]);
  });
});
