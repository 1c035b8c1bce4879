import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code, or the signal's name. */
  readonly exit: number | string;
}

export interface ProgramOptions {
  /** Options of Node. */
  readonly node?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program of `tests/programs` in a process of its own. One that hangs is ended by `SIGKILL`. */
export function runProgram(
  name: string,
  { node = [], args = [], env }: ProgramOptions = {},
): Promise<Outcome> {
  return execute([...node, fileURLToPath(new URL(`../programs/${name}`, import.meta.url)), ...args], env);
}

/** Runs Node with these arguments in the folder of the package, from where it resolves its own name. */
export function execute(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      timeout: 60_000,
      killSignal: 'SIGKILL' as const,
    };
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ stdout, stderr, exit: error === null ? 0 : (error.code ?? error.signal ?? 'unknown') });
    });
  });
}
