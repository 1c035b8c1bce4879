import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { shellEnvironment, withNode } from './environment.ts';

/** How a program ended and what it wrote. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which a program that has not ended is taken to hang. */
  readonly limit?: number;
}

export interface NodeOptions extends ProgramOptions {
  /** Path of the Node to run; without it the one that runs the tests. */
  readonly node?: string | undefined;
}

/** A program that has not ended after this time hangs: it is killed, and its outcome carries the signal. */
const hangsAfterMilliseconds = 240_000;

/**
 * The environment of a user's shell: nothing of the test run, of the npm script around it, or of colours may
 * reach the programs under test.
 */
export function userEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const environment = Object.entries(shellEnvironment()).filter(([name]) => !belongsToTheTestRun(name));
  return { ...Object.fromEntries(environment), NO_COLOR: '1', ...extra };
}

/** Runs Node with a script and waits for its end. A failing program is an outcome, not an error. */
export function runNode(args: readonly string[], { node, ...options }: NodeOptions): Promise<Outcome> {
  return run(node ?? process.execPath, args, options);
}

/**
 * Runs a program, with the Node that runs the tests first in its path, and waits for its end. A failing program is an
 * outcome; one that cannot start rejects.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Outcome> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: withNode(process.execPath, userEnvironment(options.env)),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.limit ?? hangsAfterMilliseconds,
    killSignal: 'SIGKILL',
  });
  const output = collectOutput(child);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...output };
}

/** Runs a program to its end, with its output among ours, and says how it ended if it failed. */
export async function spawnVisibly(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string | undefined> {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return code === 0 ? undefined : (signal ?? `exit code ${String(code)}`);
}

/** Gathers what a child writes; the two strings grow until the child closes. */
export function collectOutput(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return output;
}

function belongsToTheTestRun(name: string): boolean {
  return /^(?:VITEST|TEST|NODE_ENV|NODE_OPTIONS|NODE_V8_COVERAGE|FORCE_COLOR|NO_COLOR|VITEST_.*|GIT_.*)$/i.test(
    name,
  );
}
