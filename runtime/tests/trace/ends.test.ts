/** The recording is there however a process ends, and for each process. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { only, places, preload, recordingsIn, traced } from './traced.ts';

const call = `require('fs').statSync('.');`;

describe('after', () => {
  test.each([
    ['the natural end', '', 0],
    ['process.exit', 'process.exit(3);', 3],
    ['process.exitCode', 'process.exitCode = 4;', 4],
    ['an error that nobody catches', `throw new Error('oh');`, 1],
    ['a rejection that nobody handles', `Promise.reject(new Error('oh'));`, 1],
  ])('%s', async (_name, end, exit) => {
    const outcome = await traced('app.cjs', `setTimeout(() => { ${call} ${end} }, 300);`);
    expect(outcome.exit).toBe(exit);
    expect(places(only(outcome))).toEqual(['fs.statSync app.cjs:1']);
    expect(only(outcome).ended).toBe(true);
  });

  test('a program that is over before the watcher has started', async () => {
    const outcome = await traced('app.cjs', `setImmediate(() => { ${call} });`);
    expect(places(only(outcome))).toEqual(['fs.statSync app.cjs:1']);
    expect(only(outcome).ended).toBe(true);
  });

  test.each(['SIGTERM', 'SIGKILL', 'SIGABRT'] as const)('%s', async (signal) => {
    const outcome = await traced(
      'app.cjs',
      `setTimeout(() => { ${call} }, 5); setInterval(() => {}, 1000);`,
      { meanwhile: (id, folder) => void killOnceRecorded(id, signal, folder) },
    );
    expect(outcome.exit).toBe(signal);
    expect(places(only(outcome))).toEqual(['fs.statSync app.cjs:1']);
    expect(only(outcome).ended).toBe(false);
  });

  test('SIGKILL in an endless loop, which has left its line', async () => {
    const outcome = await traced('app.cjs', `setTimeout(() => {\n  ${call}\n  for (;;);\n}, 100);`, {
      meanwhile: (id, folder) => void killOnceRecorded(id, 'SIGKILL', folder),
    });
    expect(outcome.exit).toBe('SIGKILL');
    const { stalls } = only(outcome);
    expect(stalls.worst[0]?.samples[0]?.stack[0]).toMatchObject({ file: 'app.cjs', line: 3 });
  });

  test('SIGKILL in a child process that does not end', async () => {
    const outcome = await traced(
      'app.cjs',
      `setTimeout(() => {\n  require('child_process').execFileSync(process.execPath, ['-e', 'setTimeout(() => {}, 5000)']);\n}, 5);`,
      { meanwhile: (id, folder) => void killOnceRecorded(id, 'SIGKILL', folder) },
    );
    expect(outcome.exit).toBe('SIGKILL');
    const { running, calls } = only(outcome);
    expect(running).toMatchObject({ function: 'child_process.execFileSync', call: 0 });
    expect(calls[0]?.stack[0]).toMatchObject({ file: 'app.cjs', line: 2 });
  });
});

test('a signal that the program handles', async () => {
  const text = `process.on('SIGTERM', () => { ${call} process.exit(5); }); setInterval(() => {}, 1000); setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200);`;
  const outcome = await traced('app.cjs', text);
  expect(outcome.exit).toBe(5);
  expect(places(only(outcome))).toEqual(['fs.statSync app.cjs:1']);
});

describe('each process has its own', () => {
  const child = `const fs = require('fs'); setTimeout(() => { fs.statSync('.'); process.disconnect?.(); }, 5);`;

  test('of child_process.fork', async () => {
    const outcome = await traced('app.cjs', `require('child_process').fork('child.cjs');`, {
      files: { 'child.cjs': child },
    });
    expect(outcome.recordings.map(({ process: { main } }) => main)).toEqual(['app.cjs', 'child.cjs']);
    const [parent, forked] = outcome.recordings;
    expect(forked?.process.parent).toBe(parent?.process.id);
    expect(forked && places(forked)).toEqual(['fs.statSync child.cjs:1']);
  });

  test('of a cluster', async () => {
    const text = `
      const cluster = require('cluster');
      if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
      else setTimeout(() => { require('fs').statSync('.'); cluster.worker.disconnect(); }, 50);`;
    const { recordings } = await traced('app.cjs', text);
    expect(recordings.length).toBe(3);
    expect(recordings.map(places).filter((list) => list.length > 0)).toEqual([
      ['fs.statSync app.cjs:4'],
      ['fs.statSync app.cjs:4'],
    ]);
  });

  test('of descendants, by NODE_OPTIONS', async () => {
    const outcome = await traced(
      'app.cjs',
      `require('child_process').spawn(process.execPath, ['child.cjs']);`,
      {
        files: { 'child.cjs': child },
        isPlain: true,
        env: { NODE_OPTIONS: `--require=${preload}` },
      },
    );
    expect(outcome.recordings.map(({ process: { main } }) => main)).toEqual(['app.cjs', 'child.cjs']);
  });
});

describe('the files', () => {
  test('are for the user alone', async () => {
    const { folder } = await traced('app.cjs', `setTimeout(() => { ${call} }, 5);`);
    const recordings = join(folder, '.to-thread');
    expect(statSync(recordings).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(recordings)) {
      expect(name).toMatch(/^\d+-\d+\.json$/);
      expect(statSync(join(recordings, name)).mode & 0o777).toBe(0o600);
    }
  });

  test('hold no arguments, no values and no paths of the machine', async () => {
    const secret = 'hunter2';
    const text = `
      const fs = require('fs'), { execFileSync } = require('child_process'), { pbkdf2Sync } = require('crypto');
      setTimeout(() => {
        fs.writeFileSync('${secret}.txt', '${secret}');
        try { fs.readFileSync('/nowhere/${secret}'); } catch {}
        execFileSync(process.execPath, ['-e', '0', '${secret}'], { env: { ...process.env, ${secret}: '1' } });
        pbkdf2Sync('${secret}', 'salt', 1, 8, 'sha512');
        Function('fs', 'fs.statSync("${secret}.txt")')(fs);
      }, 5);`;
    const { folder } = await traced('app.cjs', text, { args: [secret], env: { SECRET: secret } });
    const recordings = join(folder, '.to-thread');
    const [file = ''] = readdirSync(recordings);
    const content = readFileSync(join(recordings, file), 'utf8');
    expect(content).toContain('child_process.execFileSync');
    expect(content).not.toContain(secret);
    expect(content).not.toContain(folder);
    expect(content).not.toContain(process.execPath);
  });

  test('of a program that goes elsewhere are where it began', async () => {
    const outcome = await traced('app.cjs', `process.chdir('/'); setTimeout(() => { ${call} }, 5);`);
    expect(places(only(outcome))).toEqual(['fs.statSync app.cjs:1']);
  });

  test('that cannot be written are no harm', async () => {
    const outcome = await traced('app.cjs', `setTimeout(() => { ${call} console.log('done'); }, 5);`, {
      files: { '.to-thread': 'a file in the place of the folder' },
    });
    expect(outcome).toMatchObject({ stdout: 'done\n', stderr: '', exit: 0, recordings: [] });
  });

  test('stay small, and are as many as there are processes', async () => {
    const { folder } = await traced(
      'app.cjs',
      `let n = 0; const timer = setInterval(() => { ${call} if (++n === 100) clearInterval(timer); }, 10);`,
    );
    const names = readdirSync(join(folder, '.to-thread'));
    expect(names.length).toBe(1);
    expect(statSync(join(folder, '.to-thread', names[0] ?? '')).size).toBeLessThan(4000);
  });
});

test('under the permission model it records what it may', async () => {
  const options = { node: ['--permission', '--allow-fs-read=*'] };
  const text = `setTimeout(() => { ${call} console.log('done'); }, 5);`;
  const outcome = await traced('app.cjs', text, options);
  expect(outcome).toMatchObject({ stdout: 'done\n', exit: 0, recordings: [] });
  expect(outcome.stderr).toBe('');
  const allowed = await traced('app.cjs', text, { node: [...options.node, '--allow-fs-write=*'] });
  expect(allowed).toMatchObject({ stdout: 'done\n', exit: 0 });
  expect(places(only(allowed))).toEqual(['fs.statSync app.cjs:1']);
});

async function killOnceRecorded(id: number, signal: NodeJS.Signals, folder: string): Promise<void> {
  // Its first words, and then what it says each second.
  while (!recordingsIn(folder).some(({ calls, stalls }) => calls.length > 0 || stalls.count > 0)) {
    await setTimeout(20);
  }
  await setTimeout(1500);
  process.kill(id, signal);
}
