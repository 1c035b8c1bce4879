import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { extname } from 'node:path';
import process from 'node:process';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

/** How the shell of a command has ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly problem?: string;
}

export interface CommandOutcome extends CommandEnd {
  /** The last of what it wrote, to both outputs, in the order in which it was written. */
  readonly output: string;
  readonly timedOut: boolean;
  readonly milliseconds: number;
}

export interface CommandOptions {
  readonly cwd: string;
  /** Without it, the one of this process. */
  readonly env?: NodeJS.ProcessEnv;
  readonly limitMilliseconds: number;
  /** File that gets all that the command writes. */
  readonly log?: string | undefined;
  readonly signal: AbortSignal;
}

/** How much of an output is kept, in characters: what matters of a failed test run comes last. */
const KEPT = 200_000;

/** How long outputs may stay open once all is over: only what has left its group and its parent holds them. */
const DRAIN_MS = 1_000;

const supervisor = fileURLToPath(new URL(`./supervisor${extname(import.meta.url)}`, import.meta.url));

/**
 * Runs a command in a shell, as a person would in that folder, and ends it with all that it has started: when it is over,
 * when its time is, when the signal says so, and when this process dies.
 *
 * @throws the reason of the signal, if that has ended it
 */
export async function runCommand(command: string, options: CommandOptions): Promise<CommandOutcome> {
  options.signal.throwIfAborted();
  const began = performance.now();
  const child = fork(supervisor, {
    cwd: options.cwd,
    // Test runners watch, ask and draw where there seems to be somebody in front of them.
    env: { CI: '1', ...(options.env ?? process.env) },
    execArgv: [],
    // A group of its own, which can be ended as one; on Windows that would be a window of its own.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = options.log === undefined ? undefined : createWriteStream(options.log);
  const kept = keepOutput(child, log);
  try {
    const end = await ending(child, command, options);
    await drained(child);
    return {
      ...{ code: end.code, signal: end.signal, timedOut: end.timedOut },
      ...(end.problem !== undefined && { problem: end.problem }),
      output: kept.text,
      milliseconds: performance.now() - began,
    };
  } finally {
    log?.end();
    if (log) await finished(log);
  }
}

async function ending(
  child: ChildProcess,
  command: string,
  { limitMilliseconds, signal }: CommandOptions,
): Promise<CommandEnd & { timedOut: boolean }> {
  let end: CommandEnd = { code: null, signal: null, problem: 'what runs it was ended' };
  let timedOut = false;
  // The supervisor ends everything once nobody listens to it any more.
  const stop = () => {
    if (child.connected) child.disconnect();
  };
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, limitMilliseconds);
  signal.addEventListener('abort', stop);
  child.once('message', (message) => (end = message as CommandEnd));
  child.send(command);
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', reject);
  });
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  return { ...end, timedOut };
}

function keepOutput(child: ChildProcess, log: WriteStream | undefined): { text: string } {
  const kept = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      kept.text = (kept.text + text).slice(-KEPT);
      log?.write(text);
    });
  }
  return kept;
}

async function drained(child: ChildProcess): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const late = setTimeout(() => {
    for (const stream of streams) stream.destroy();
  }, DRAIN_MS);
  await Promise.allSettled(streams.map((stream) => finished(stream)));
  clearTimeout(late);
}
