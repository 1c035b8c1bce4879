import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/app.ts';
import { withNode } from '../support/environment.ts';
import { commitEverything } from '../support/git.ts';
import { install } from '../support/npm.ts';
import { collectOutput, type Outcome, run, runNode, userEnvironment } from '../support/program.ts';
import type { Tarballs } from '../support/tarballs.ts';

/** A folder with the packed plugin and runtime installed, and nothing that sets ESLint up. */
export interface Tools extends AsyncDisposable {
  readonly modules: string;
}

/** Installs what a person gets who runs the command by `npx`, beside the runtime that a project has. */
export async function installTools(tarballs: Tarballs, packages: readonly string[] = []): Promise<Tools> {
  const folder = await temporaryFolder('command-tools');
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
  await install(folder, [tarballs.plugin, tarballs.runtime, 'eslint@^10', ...packages], ['--ignore-scripts']);
  return { modules: join(folder, 'node_modules'), [Symbol.asyncDispose]: () => removeFolder(folder) };
}

/** A small project, which is gone after the test. */
export class SampleProject {
  readonly folder: string;
  readonly #modules: string;

  private constructor(folder: string, modules: string) {
    this.folder = folder;
    this.#modules = modules;
  }

  /**
   * @param files the text of each file by its path; package.json names the runtime unless there is one
   * @param git whether all is committed
   */
  static async make(
    tools: Tools,
    files: Readonly<Record<string, string>>,
    { git = true }: { readonly git?: boolean } = {},
  ): Promise<SampleProject> {
    const folder = await temporaryFolder('command-project');
    onTestFinished(() => removeFolder(folder));
    const project = new SampleProject(folder, tools.modules);
    const all = { 'package.json': MANIFEST, '.gitignore': 'node_modules\nstate\n', ...files };
    for (const [path, text] of Object.entries(all)) await project.write(path, text);
    await symlink(tools.modules, join(folder, 'node_modules'), 'junction');
    if (git) await commitEverything(folder, 'Begin');
    return project;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), text);
  }

  /** Runs the command to its end. */
  run(...args: string[]): Promise<Outcome> {
    return runNode([this.#main, ...args], { cwd: this.folder });
  }

  /** Starts the command. */
  start(...args: string[]): RunningCommand {
    const child = spawn(process.execPath, [this.#main, ...args], {
      cwd: this.folder,
      env: withNode(process.execPath, userEnvironment()),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningCommand(child);
  }

  /** What Git says of the work tree: nothing where all is as it was committed. */
  async status(): Promise<string> {
    return (await this.git('status', '--porcelain')).trimEnd();
  }

  async git(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await run('git', args, { cwd: this.folder });
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  get #main(): string {
    return join(this.#modules, 'eslint-plugin-to-thread/dist/command/main.js');
  }
}

/** A command that is at work. */
export class RunningCommand {
  readonly #child: ChildProcess;
  readonly #output: { stdout: string; stderr: string };
  readonly #end: Promise<unknown[]>;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#output = collectOutput(child);
    this.#end = once(child, 'close');
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async ended(): Promise<Outcome> {
    const [code, signal] = (await this.#end) as [number | null, NodeJS.Signals | null];
    return { code, signal, ...this.#output };
  }
}

const MANIFEST = `${JSON.stringify(
  {
    name: 'sample',
    private: true,
    type: 'module',
    scripts: { test: 'node --test' },
    dependencies: { 'to-thread': '*' },
  },
  undefined,
  2,
)}\n`;

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (await isSo()) return;
    await setTimeout(20);
  }
  throw new Error(`${what} did not come about`);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
