import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder, temporaryFolder } from '../support/app.ts';
import { type Outcome, runNode } from '../support/program.ts';
import { fix, type Fixed, type FixMode, lock } from './fix.ts';
import type { Program } from './programs.ts';

/** In which order calls that run at the same time come back. */
type Order = 'first is slowest' | 'last is slowest' | 'random';

/** How slow worker threads are; a busy machine may need more before it shows. */
interface Disk {
  readonly order: Order;
  readonly slowness: number;
}

const ORDERS: readonly Order[] = ['first is slowest', 'last is slowest', 'random'];

const slowDisk = join(import.meta.dirname, 'slow-disk.cjs');

/** A program that has not ended by then hangs, however busy the machine. */
const HANGS_AFTER_MILLISECONDS = 20_000;

/** What became of a program: it was left alone, does what it did, does something else. */
export interface Verdict {
  readonly verdict: 'left' | 'same' | 'changed';
  readonly fixed: Fixed;
  readonly before?: Outcome;
  /** The run that came out differently. */
  readonly after?: Outcome;
}

/** A folder in which programs run that import the built runtime as an installed package. */
export class Laboratory implements AsyncDisposable {
  readonly #folder: string;
  #runs = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Laboratory> {
    const folder = await temporaryFolder('safety');
    await mkdir(join(folder, 'node_modules'));
    const runtime = fileURLToPath(new URL('..', import.meta.resolve('to-thread')));
    await symlink(runtime, join(folder, 'node_modules/to-thread'), 'junction');
    return new Laboratory(folder);
  }

  /** Fixes a program and runs it before and after, with worker threads that are slow in one way after the other. */
  async try(program: Program, mode: FixMode = 'safe', slowness = 1): Promise<Verdict> {
    const folder = await this.#copy(program);
    const fixed = mode === 'lock' ? await lock(folder, program) : await fix(folder, program, mode);
    if (fixed.extent === 'left') return { verdict: 'left', fixed };
    const before = await this.run(program);
    for (const order of ORDERS) {
      const after = await this.run(program, fixed.texts, { order, slowness });
      if (!isSame(before, after)) return { verdict: 'changed', fixed, before, after };
    }
    return { verdict: 'same', fixed, before };
  }

  /** Runs a program in a folder of its own, with the texts given in place of its own. */
  async run(
    program: Program,
    texts: Readonly<Record<string, string>> = {},
    { order, slowness }: Disk = { order: 'random', slowness: 1 },
  ): Promise<Outcome> {
    const cwd = await this.#copy(program, texts);
    const disk = JSON.stringify({ order, slowness, seed: this.#runs, slow: program.slow ?? {} });
    return runNode(['--no-warnings', '--require', slowDisk, program.main], {
      cwd,
      env: { SLOW_DISK: disk },
      limit: HANGS_AFTER_MILLISECONDS,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeFolder(this.#folder);
  }

  async #copy(program: Program, texts: Readonly<Record<string, string>> = {}): Promise<string> {
    const folder = join(this.#folder, String(this.#runs++), program.id);
    const manifest = { name: 'program', type: program.type ?? 'module', dependencies: { 'to-thread': '*' } };
    const files = { 'package.json': JSON.stringify(manifest), ...program.files, ...texts };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return folder;
  }
}

/** What a program is good for: whether it always does the same, and what becomes of it if every call is awaited. */
export interface Proof {
  readonly before: Outcome;
  readonly isSteady: boolean;
  readonly awaited: Verdict;
}

export async function prove(laboratory: Laboratory, program: Program, runs = 4): Promise<Proof> {
  const before = await laboratory.run(program);
  let isSteady = true;
  for (let run = 1; run < runs && isSteady; run++) isSteady = isSame(before, await laboratory.run(program));
  return { before, isSteady, awaited: await awaitEverything(laboratory, program) };
}

/**
 * What becomes of a program when every call is awaited. What only shows while a call takes long is given more time
 * before it is taken not to happen.
 */
export async function awaitEverything(laboratory: Laboratory, program: Program): Promise<Verdict> {
  let verdict = await laboratory.try(program, 'all');
  if (program.awaited === 'same') return verdict;
  // On a busy machine two calls may come in their order for once, whatever they take: that it can be otherwise is the claim.
  for (const slowness of [25, 25, 25, 50, 50]) {
    if (verdict.verdict !== 'same') break;
    verdict = await laboratory.try(program, 'all', slowness);
  }
  return verdict;
}

/** Errors that nobody caught carry places in the code, so what is written to stderr may differ. */
function isSame(one: Outcome, other: Outcome): boolean {
  return one.stdout === other.stdout && one.code === other.code && one.signal === other.signal;
}
