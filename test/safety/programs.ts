import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How much of a program the fix rewrites: all that is reported, some of it, or nothing. */
export type Extent = 'fixed' | 'partly' | 'left';

/** What a program says of itself in `program.json`; all of it may be left out but `expected`. */
interface Facts {
  /** How much of it safe mode is to rewrite, so that refusing too much shows as well. */
  readonly expected: Extent;
  /** Why that is right, where the code does not say it by itself. */
  readonly because?: string;
  /** Milliseconds that the calls on some files take on worker threads, beside the delays that all have. */
  readonly slow?: Readonly<Record<string, number>>;
  /** The files to fix; by default all code but `main.*`. */
  readonly lint?: readonly string[];
  /** Where `await` before every blocking call does no harm. Otherwise it has to, or the program tests nothing. */
  readonly awaited?: 'same';
  /** Options of the rules, beside `fix`. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What `package.json` says of files that end in `.js` and `.ts`. */
  readonly type?: 'module' | 'commonjs';
}

/** A small program that prints what it comes to. */
export interface Program extends Facts {
  /** `kind/name`, as its folder. */
  readonly id: string;
  readonly kind: string;
  readonly folder: string;
  readonly main: string;
  readonly lint: readonly string[];
  /** Text of each file. */
  readonly files: Readonly<Record<string, string>>;
}

const programsFolder = join(import.meta.dirname, 'programs');

/** Whether awaiting every call of a program changes what it does; of those that are plainly safe it must not. */
export function isBreakable({ kind, awaited }: Program): boolean {
  return kind !== 'plainly-safe' && awaited !== 'same';
}

/** All programs whose `kind/name` the pattern matches, in order. */
export async function readPrograms(pattern = /(?:)/): Promise<Program[]> {
  const kinds = await foldersIn(programsFolder);
  const ids = await Promise.all(
    kinds.map(async (kind) => (await foldersIn(join(programsFolder, kind))).map((name) => `${kind}/${name}`)),
  );
  return Promise.all(
    ids
      .flat()
      .filter((id) => pattern.test(id))
      .map(readProgram),
  );
}

async function readProgram(id: string): Promise<Program> {
  const folder = join(programsFolder, id);
  const files = await readFiles(folder);
  const facts = JSON.parse(await readFile(join(folder, 'program.json'), 'utf8')) as Facts;
  const code = Object.keys(files).filter((name) => /\.[cm]?[jt]sx?$/.test(name));
  const main = code.find((name) => name.startsWith('main.')) ?? code[0];
  if (main === undefined) throw new Error(`${id} has no code`);
  const [kind = ''] = id.split('/');
  const lint = code.filter((name) => !name.startsWith('main.'));
  return { id, kind, folder, main, lint, files, ...facts };
}

async function readFiles(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== 'program.json').sort();
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
