/** Runs a command with the recorder in it and in all that it starts, and shows at the end what that has seen. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Recordings, readRecordings } from '../report/read.ts';
import { summarize } from '../report/summarize.ts';
import { toTerminal } from '../report/terminal.ts';
import { RecordingError } from '../report/validate.ts';
import { FOLDER } from './folder.ts';
import { withPreload } from './node-options.ts';

/** Beside the command as it is built. */
const preload = fileURLToPath(new URL('./trace/preload.cjs', import.meta.url));

/** Milliseconds between two tables. */
const WATCH = 2000;

/** Of the same numbers as shells give. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/** What became of a command. */
export type End = { readonly code: number } | { readonly signal: NodeJS.Signals };

export interface Tracing {
  readonly command: readonly [program: string, ...args: string[]];
  readonly folder: string;
  /** Shows the table also while the command runs. */
  readonly watch: boolean;
}

/** Resolves when the command has ended, with what has become of it. */
export async function runTraced({ command, folder, watch }: Tracing): Promise<End> {
  const run = randomUUID();
  const absolute = resolve(folder);
  const child = start(command, {
    NODE_OPTIONS: withPreload(process.env['NODE_OPTIONS'], preload),
    TO_THREAD_TRACE_FOLDER: absolute,
    TO_THREAD_TRACE_ROOT: process.cwd(),
    TO_THREAD_TRACE_RUN: run,
  });
  const signals = passOn(child);
  const shown = watch ? setInterval(() => void show(absolute, run), WATCH) : undefined;
  const end = await ended(child, command[0]);
  clearInterval(shown);
  signals.stop();
  await showLast(absolute, run, folder);
  return end;
}

function start([program, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv): ChildProcess {
  // On Windows `npm` and the like are scripts, which only a shell runs.
  const shell = process.platform === 'win32';
  return spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env }, shell });
}

/** The command alone decides what a signal means: a terminal sends it to both, anybody else to this process. */
function passOn(child: ChildProcess): { stop(): void } {
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  const ignore = (): void => {
    // The terminal has sent it to the command, too.
  };
  process.on('SIGINT', ignore).on('SIGTERM', forward).on('SIGHUP', forward);
  return {
    stop: () => {
      process.off('SIGINT', ignore).off('SIGTERM', forward).off('SIGHUP', forward);
    },
  };
}

function ended(child: ChildProcess, program: string): Promise<End> {
  return new Promise((done) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      say(
        `${program} cannot be started: ${error.code === 'ENOENT' ? 'there is no such command' : error.message}`,
      );
      done({ code: error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE });
    });
    child.once('exit', (code, signal) => {
      done(signal === null ? { code: code ?? 1 } : { signal });
    });
  });
}

let previous = '';

/** The table so far, if there is anything new in it. What the program prints goes on above and below. */
async function show(folder: string, run: string): Promise<void> {
  const recordings = await recorded(folder, run);
  if (!recordings) return;
  const table = toTerminal(summarize(recordings), 10);
  if (table !== previous) process.stderr.write(`\n${table}`);
  previous = table;
}

async function showLast(folder: string, run: string, name: string): Promise<void> {
  const recordings = await recorded(folder, run);
  if (recordings) {
    const where = name === FOLDER ? '' : ` ${name}`;
    process.stderr.write(
      `\n${toTerminal(summarize(recordings))}\n\`npx to-thread report${where}\` makes a page of it.\n`,
    );
  } else {
    say(
      `nothing was recorded in ${name}: the command ran no Node 20.19, 22.13 or later that may write there`,
    );
  }
}

async function recorded(folder: string, run: string): Promise<Recordings | undefined> {
  try {
    const recordings = await readRecordings(folder, { run });
    return recordings.recordings.length > 0 ? { ...recordings, problems: [] } : undefined;
  } catch (error) {
    if (error instanceof RecordingError) return undefined;
    throw error;
  }
}

function say(text: string): void {
  process.stderr.write(`to-thread: ${text}\n`);
}
