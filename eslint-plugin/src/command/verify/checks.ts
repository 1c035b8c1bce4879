import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../process/run-command.ts';
import type { CommandOutcome } from '../process/run-command.ts';
import { readTestResults } from './test-results.ts';
import type { TestResults } from './test-results.ts';
import { typeErrors } from './type-errors.ts';

/** The commands by which a project is held to what it did before. */
export interface CheckCommands {
  /** Runs the tests; `{report}` in it stands for the file that gets their results as JSON. */
  readonly tests: string;
  readonly types: string | undefined;
}

/** What a command for types said. */
export interface TypeCheck extends Pick<CommandOutcome, 'code' | 'timedOut' | 'output'> {
  readonly errors: readonly string[];
}

/** What the tests came to. */
export interface TestRun extends Pick<
  CommandOutcome,
  'code' | 'signal' | 'timedOut' | 'output' | 'milliseconds'
> {
  /** What each test came to, if the command has written that. */
  readonly results?: TestResults;
}

/** Stands in a command for the file that gets the results of the tests. */
export const REPORT = '{report}';

/** Runs the commands. All they write is kept, one file a run. */
export class Checks {
  readonly #commands: CheckCommands;
  readonly #cwd: string;
  readonly #logs: string;
  readonly #limitMilliseconds: number;
  readonly #signal: AbortSignal;
  #runs = 0;

  constructor(
    commands: CheckCommands,
    options: { cwd: string; logs: string; limitMilliseconds: number; signal: AbortSignal },
  ) {
    this.#commands = commands;
    this.#cwd = options.cwd;
    this.#logs = options.logs;
    this.#limitMilliseconds = options.limitMilliseconds;
    this.#signal = options.signal;
  }

  async types(): Promise<TypeCheck | undefined> {
    const { types } = this.#commands;
    if (types === undefined) return undefined;
    const { code, timedOut, output } = await this.#run(types, 'types');
    return { code, timedOut, output, errors: typeErrors(output) };
  }

  async tests(): Promise<TestRun> {
    const report = join(this.#logs, 'report.json');
    await rm(report, { force: true });
    const outcome = await this.#run(this.#commands.tests.replaceAll(REPORT, report), 'tests');
    const { code, signal, timedOut, output, milliseconds } = outcome;
    const results = this.#commands.tests.includes(REPORT) ? await resultsIn(report) : undefined;
    return { ...{ code, signal, timedOut, output, milliseconds }, ...(results && { results }) };
  }

  #run(command: string, what: string): Promise<CommandOutcome> {
    this.#runs += 1;
    return runCommand(command, {
      cwd: this.#cwd,
      limitMilliseconds: this.#limitMilliseconds,
      log: join(this.#logs, `${String(this.#runs)}-${what}.log`),
      signal: this.#signal,
    });
  }
}

async function resultsIn(report: string): Promise<TestResults | undefined> {
  try {
    return await readTestResults(report);
  } catch {
    // The run ended before its results were written.
    return undefined;
  }
}
