import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installTools, isRunning, SampleProject, type Tools, until } from './project.ts';

const READS = `import fs from 'node:fs';

export async function load(path) {
  return JSON.parse(fs.readFileSync(path, 'utf8'));
}

export async function size(path) {
  return fs.readFileSync(path, 'utf8').length;
}
`;

/** A check that takes down each run, and waits in that which is named in `state/hold`, with a program of its own. */
const CHECK = `import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
mkdirSync('state', { recursive: true });
appendFileSync('state/runs', 'x');
const run = readFileSync('state/runs', 'utf8').length;
const hold = existsSync('state/hold') ? Number(readFileSync('state/hold', 'utf8')) : 0;
if (run === hold) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
  writeFileSync('state/pids', process.pid + ',' + child.pid);
  setInterval(() => {}, 1000);
} else {
  // What is fixed second in b.js does not work.
  const fixed = readFileSync('src/b.js', 'utf8').includes("(await toThread(fs.readFileSync, path, 'utf8')).length");
  process.exit(fixed ? 1 : 0);
}
`;

const FILES = { 'src/a.js': READS, 'src/b.js': READS, 'check.js': CHECK };

/** In which run of the check the command is stopped, and what it is at then. */
const PHASES = [
  [1, 'the first look'],
  [2, 'the second look'],
  [3, 'trying all fixes'],
  [5, 'halving'],
] as const;

describe('a run that is stopped', () => {
  let tools: Tools;

  beforeAll(async () => {
    tools = await installTools(inject('tarballs'));
  });

  afterAll(() => tools[Symbol.asyncDispose]());

  /** A project whose check waits in some run, and the command that has come to that. */
  async function heldIn(run: number) {
    const project = await SampleProject.make(tools, FILES);
    await project.write('state/hold', String(run));
    const command = project.start('fix', '--verify', 'node check.js');
    await until(() => existsSync(project.path('state/pids')), `run ${String(run)} of the check`);
    await until(async () => (await project.read('state/pids')).includes(','), 'both processes');
    const pids = (await project.read('state/pids')).split(',').map(Number);
    expect(pids.every(isRunning)).toBe(true);
    return { project, command, pids };
  }

  test.each(PHASES)(
    'by Ctrl-C in run %i, %s, leaves all files as they were, and nothing running',
    async (run) => {
      const { project, command, pids } = await heldIn(run);

      command.kill('SIGINT');
      const { code, stderr } = await command.ended();

      expect([code, stderr]).toEqual([130, expect.stringContaining('all files are as they were') as string]);
      expect(await project.status()).toBe('');
      await until(() => !pids.some(isRunning), 'the end of all processes');
    },
  );

  test.each(PHASES)('by being killed in run %i, %s, can be undone', async (run) => {
    const { project, command, pids } = await heldIn(run);

    command.kill('SIGKILL');
    expect((await command.ended()).signal).toBe('SIGKILL');

    await until(() => !pids.some(isRunning), 'the end of all processes');
    if (run > 2) expect(await project.status()).not.toBe('');
    const again = await project.run('fix', '--verify', 'node check.js');
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('fix --abort') as string]);
    const { code, stdout } = await project.run('fix', '--abort');
    expect([code, stdout]).toEqual([0, 'All files are as they were before the run.\n']);
    expect(await project.status()).toBe('');
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('by %s goes on where it was', async (signal) => {
    const { project, command } = await heldIn(5);
    command.kill(signal);
    await command.ended();

    const { code, stdout } = await project.run('fix', '--resume');

    expect(stdout).toContain('3 calls mended in 2 files');
    expect(stdout).toContain('1 call taken back');
    expect(code).toBe(1);
    expect(await project.status()).toBe(' M src/a.js\n M src/b.js');
    // Two looks before, and what was tried up to the one that was stopped, are not made again.
    const runs = (await project.read('state/runs')).length;
    const whole = await SampleProject.make(tools, FILES);
    await whole.run('fix', '--verify', 'node check.js');
    expect(runs).toBe((await whole.read('state/runs')).length + 1);
    expect((await project.run('fix', '--resume')).stderr).toContain('No run was stopped');
  });

  test('leaves what somebody has changed meanwhile', async () => {
    const { project, command } = await heldIn(3);
    command.kill('SIGKILL');
    await command.ended();
    await project.write('src/a.js', 'export {};\n');

    const { code, stdout } = await project.run('fix', '--abort');

    expect([code, stdout]).toEqual([
      2,
      expect.stringContaining('src/a.js has been changed by somebody else') as string,
    ]);
    expect(await project.status()).toBe(' M src/a.js');
    expect(await project.read('src/a.js')).toBe('export {};\n');
  });

  test('keeps others out while it is at work', async () => {
    const { project, command } = await heldIn(1);
    const other = await project.run('fix', '--abort');
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringContaining('Another run is at work') as string,
    ]);
    command.kill('SIGINT');
    await command.ended();
  });

  test('is not gone on with on another commit', async () => {
    const { project, command } = await heldIn(3);
    command.kill('SIGINT');
    await command.ended();
    await project.git(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@b.example',
      'commit',
      '--allow-empty',
      '--quiet',
      '-m',
      'Next',
    );
    const { code, stderr } = await project.run('fix', '--resume');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Another commit is checked out') as string]);
  });
});
