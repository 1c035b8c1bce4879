import { type CommandOutcome, runCommand } from '../../eslint-plugin/dist/command/process/run-command.js';
import { userEnvironment } from '../support/program.ts';

/** Runs commands of a project as its maintainers would: in its folder, in a shell, each within a time limit. */
export class Commands {
  readonly #folder: string;
  readonly #limitMilliseconds: number;

  constructor(folder: string, limitMinutes: number) {
    this.#folder = folder;
    this.#limitMilliseconds = limitMinutes * 60_000;
  }

  /** Runs a command and keeps what it writes in a file. One that fails is an outcome, not an error. */
  run(command: string, log: string): Promise<CommandOutcome> {
    return runCommand(command, {
      ...{ cwd: this.#folder, env: userEnvironment(), limitMilliseconds: this.#limitMilliseconds, log },
      signal: new AbortController().signal,
    });
  }

  /** The same for a command that has to succeed. */
  async require(command: string, log: string): Promise<CommandOutcome> {
    const outcome = await this.run(command, log);
    if (outcome.code === 0) return outcome;
    const ended = outcome.timedOut ? 'not in time' : (outcome.signal ?? `exit code ${String(outcome.code)}`);
    throw new Error(
      `\`${command}\` failed in ${this.#folder} (${ended}), see ${log}:\n${outcome.output.slice(-2000)}`,
    );
  }
}
