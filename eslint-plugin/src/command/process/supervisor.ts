/**
 * Runs one command in a shell, as a program of its own between the command of the user and what it starts: when the one
 * dies, however it does, this still ends all that the other has left.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import pidtree from 'pidtree';
import type { CommandEnd } from './run-command.ts';

/** How long what is told to end may take before it is made to. */
const PATIENCE_MS = 2_000;

process.once('message', (command: string) => {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
  child.once('error', ({ message }) => {
    report({ code: null, signal: null, problem: message });
  });
  child.once('exit', (code, signal) => {
    report({ code, signal });
  });
  process.once('disconnect', () => void end());
});
// Ctrl-C of a terminal reaches all programs in it: who started this one decides what is to happen.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

/** Says how the command has ended, and ends what it has left running. */
function report(end: CommandEnd): void {
  process.send?.(end, undefined, undefined, () => void endRest('SIGKILL'));
}

async function end(): Promise<void> {
  await signalTree('SIGTERM');
  setTimeout(() => void endRest('SIGKILL'), PATIENCE_MS);
}

async function endRest(signal: NodeJS.Signals): Promise<void> {
  await signalTree(signal);
  // What has lost its parent is no part of the tree any more, but of the group that this program leads.
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  process.exit();
}

async function signalTree(signal: NodeJS.Signals): Promise<void> {
  for (const pid of await descendants()) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended in the meantime.
    }
  }
}

async function descendants(): Promise<readonly number[]> {
  try {
    return await pidtree(process.pid);
  } catch {
    // Slim containers have no `ps`: the group has to do.
    return [];
  }
}
