import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { userEnvironment } from '../support/program.ts';

/** How a command ended, and all that it wrote in the order it was written. */
export interface CommandOutcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Runs commands of a project as its maintainers would: in its folder, in a shell, each within a time limit. */
export class Commands {
  readonly #folder: string;
  readonly #limitMilliseconds: number;

  constructor(folder: string, limitMinutes: number) {
    this.#folder = folder;
    this.#limitMilliseconds = limitMinutes * 60_000;
  }

  /** Runs a command and keeps what it writes in a file. One that fails is an outcome, not an error. */
  async run(command: string, log: string): Promise<CommandOutcome> {
    const file = createWriteStream(log);
    // Tests leave servers and watchers behind when they are killed: on POSIX they die as one group.
    const detached = process.platform !== 'win32';
    const child = spawn(command, {
      ...{ cwd: this.#folder, env: userEnvironment({ CI: '1' }), shell: true, detached },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => {
      file.write(`\nEnded after ${this.#limitMilliseconds / 60_000} minutes.\n`);
      if (child.pid === undefined) return;
      if (detached) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    }, this.#limitMilliseconds);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        file.write(text);
      });
    }
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    clearTimeout(timer);
    file.end();
    await finished(file);
    return { code, signal, output };
  }

  /** The same for a command that has to succeed. */
  async require(command: string, log: string): Promise<CommandOutcome> {
    const outcome = await this.run(command, log);
    if (outcome.code === 0) return outcome;
    const ended = outcome.signal ?? `exit code ${String(outcome.code)}`;
    throw new Error(
      `\`${command}\` failed in ${this.#folder} (${ended}), see ${log}:\n${outcome.output.slice(-2000)}`,
    );
  }
}
