/** Next bundles what runs on the server, for production and for development, with places of sources in its code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/app.ts';
import { install } from '../support/npm.ts';
import { collectOutput, run, userEnvironment } from '../support/program.ts';

const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: '1' };
const TEXT = 'a sample\n';

/** What calls that go by identity or text give, and what is named with `moduleFunction`. */
const REPORT = {
  text: { value: TEXT },
  isFile: { value: true },
  missing: { code: 'ENOENT', message: expect.stringContaining('no such file') as unknown },
  inline: { value: 42 },
  named: { value: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
  own: { code: 'ERR_CAPTURED_VARIABLE', message: expect.stringContaining('moduleFunction') as unknown },
  pool: { value: 2 },
};

describe('Next', () => {
  let folder: string;
  let next: string;
  let sample: string;

  beforeAll(async () => {
    folder = await temporaryFolder('next');
    await cp(resolve(import.meta.dirname, '../apps/next'), folder, { recursive: true });
    await install(folder, ['next', 'react', 'react-dom', inject('tarballs').runtime]);
    next = join(folder, 'node_modules/next/dist/bin/next');
    sample = join(folder, 'sample.txt');
    await writeFile(sample, TEXT);
  });

  afterAll(() => removeFolder(folder));

  test('in production', async () => {
    const { code, stderr, stdout } = await run(process.execPath, [next, 'build'], {
      cwd: folder,
      env: { ...ENVIRONMENT, SAMPLE: sample },
    });
    expect(code, stderr + stdout).toBe(0);
    await expectToServe('start');
  });

  test('in development', async () => {
    await expectToServe('dev');
  });

  async function expectToServe(command: 'start' | 'dev'): Promise<void> {
    const url = await started(command);
    const report = await fetch(`${url}/api/report`);
    expect(await report.json()).toEqual(REPORT);
    const page = await fetch(url);
    expect(await page.text()).toContain(`<p>${TEXT}</p>`);
  }

  /** Starts a server on a free port of the loopback, which ends with the test, and says where it listens. */
  async function started(command: string): Promise<string> {
    const server = spawn(process.execPath, [next, command, '--hostname', '127.0.0.1', '--port', '0'], {
      cwd: folder,
      env: userEnvironment({ ...ENVIRONMENT, SAMPLE: sample }),
      stdio: ['ignore', 'pipe', 'pipe'],
      // It starts processes of its own.
      detached: true,
    });
    onTestFinished(() => end(server));
    const output = collectOutput(server);
    return new Promise((resolveUrl, reject) => {
      server.stdout.on('data', () => {
        const [, url] = /Local:\s+(http:\S+)[^]*Ready/.exec(output.stdout) ?? [];
        if (url !== undefined) resolveUrl(url);
      });
      server.once('close', () => {
        reject(new Error(`next ${command} ended:\n${output.stdout}${output.stderr}`));
      });
    });
  }
});

async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  const closed = once(server, 'close');
  process.kill(-server.pid, 'SIGKILL');
  await closed;
}
