import { cp, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:process';
import { join, resolve } from 'node:path';
import { expect, inject } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/app.ts';
import { install } from '../support/npm.ts';
import { type Outcome, type ProgramOptions, run } from '../support/program.ts';

const app = resolve(import.meta.dirname, '../apps/every-host');

/** What a call gave: a value or an error. See `apps/every-host/report.js`. */
interface CallOutcome {
  readonly value?: unknown;
  readonly error?: unknown;
}

type Outcomes = Readonly<Record<string, CallOutcome>>;

/** What the sample application prints: the same calls made directly and through to-thread. */
export interface Report {
  readonly direct: Outcomes;
  readonly threaded: Outcomes;
  /** Whether the calls leave the caller's event loop free. */
  readonly offThread: CallOutcome;
}

/** The sample application in a folder of its own, with to-thread and a toolchain installed. */
export interface Host extends AsyncDisposable {
  readonly folder: string;
  /** The file the sample application reads, outside of `folder`'s sources. */
  readonly sample: string;
  /** Runs a program in the folder, or in another one, as the sample application needs it. */
  run(command: string, args: readonly string[], options?: Partial<ProgramOptions>): Promise<Outcome>;
}

/** Copies the sample application, and installs the packed to-thread and what the host is made of. */
export async function setUpHost(name: string, packages: readonly string[] = []): Promise<Host> {
  const folder = await temporaryFolder(name);
  await cp(app, folder, { recursive: true });
  const sample = join(folder, 'sample.txt');
  await writeFile(sample, 'a sample\n');
  // Copied, not linked: a package in `node_modules` is what users have.
  await install(folder, [inject('tarballs').runtime, './fingerprint', ...packages], ['--install-links']);
  return {
    folder,
    sample,
    run: (command, args, options) =>
      run(command, args, { cwd: folder, ...options, env: { SAMPLE: sample, ...options?.env } }),
    [Symbol.asyncDispose]: () => removeFolder(folder),
  };
}

/** The report a program printed; fails with all it said if it did anything else. */
export function reportOf(outcome: Outcome): Report {
  expect(outcome, outcome.stderr).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\{.*\}\n$/) as unknown,
  });
  return JSON.parse(outcome.stdout) as Report;
}

/**
 * Every call gave through to-thread what it gives directly, but for the `exceptions`, and did so in another thread.
 */
export function expectSameResults(outcome: Outcome, exceptions: Outcomes = {}): void {
  const { direct, threaded, offThread } = reportOf(outcome);
  expect(direct).toMatchObject({
    buffer: { value: { class: 'Buffer' } },
    stats: { value: { class: 'Stats', isFile: true } },
    missing: { error: { code: 'ENOENT', syscall: 'open' } },
  });
  expect(threaded).toEqual({ ...direct, ...exceptions });
  expect(offThread).toEqual({ value: true });
}

/** What `executors.js` of the sample application prints. */
export function expectExecutorsToWork(outcome: Outcome): void {
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(outcome.stdout)).toEqual({
    aborted: 'TimeoutError',
    afterAbort: 2,
    childProcess: 'ran\n',
    workers: 0,
    processes: 4,
  });
}

/** An error of to-thread's own, by its code and a part of its message. */
export function toThreadError(code: string, message: RegExp): CallOutcome {
  return {
    error: expect.objectContaining({ code, message: expect.stringMatching(message) as unknown }) as unknown,
  };
}

/** Major versions of Node by npm's word for this platform's binary: what the `node` package itself installs. */
export function nodePackage(major: number): string {
  const system = platform === 'win32' ? 'win' : platform;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return `node-${major}@npm:${prefix}-${system}-${arch}@${major}`;
}

/** The binary that `nodePackage` installed. */
export function nodeBinary(host: Host, major: number): string {
  return join(host.folder, `node_modules/node-${major}/bin`, platform === 'win32' ? 'node.exe' : 'node');
}
