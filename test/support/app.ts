import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import type { Tarballs } from './tarballs.ts';
import { install } from './npm.ts';
import { type Outcome, runNode } from './program.ts';

const testFolder = resolve(import.meta.dirname, '..');

/** A sample application twice: as its author wrote it, and the copy that is linted and fixed. */
export interface AppPair extends AsyncDisposable {
  readonly original: string;
  readonly fixed: string;
}

export interface AppSetup {
  /** Folder name under `apps/`. */
  readonly app: string;
  readonly tarballs: Tarballs;
  /** What a user adds to lint this kind of project, beside ESLint and the plugin. */
  readonly lintPackages?: readonly string[];
  readonly eslintConfig: string;
  /** Finishes the copy before it is doubled, so that both sides share it (a Git history, say). */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** Copies an application to a temporary folder and installs what its author has and what a user of to-thread adds. */
export async function setUpApp(setup: AppSetup): Promise<AppPair> {
  const folder = await temporaryFolder(setup.app);
  const original = join(folder, 'original');
  const fixed = join(folder, 'fixed');
  await cp(join(testFolder, 'apps', setup.app), original, {
    recursive: true,
    preserveTimestamps: true,
    filter: (source) => !/[\\/](?:node_modules|dist)$/.test(source),
  });
  await setup.prepare?.(original);
  await cp(original, fixed, { recursive: true, preserveTimestamps: true });

  await Promise.all([installOwnPackages(original), installToThread(fixed, setup)]);
  await writeFile(join(fixed, 'eslint.config.mjs'), setup.eslintConfig);
  return { original, fixed, [Symbol.asyncDispose]: () => removeFolder(folder) };
}

/** A new folder under the system's own folder for such things, with links in its path resolved. */
export async function temporaryFolder(name: string): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), `to-thread-${name}-`)));
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Installs the linter and the plugin for development and the runtime for production, as the README says. */
export async function installToThread(
  folder: string,
  { tarballs, lintPackages = [] }: Pick<AppSetup, 'tarballs' | 'lintPackages'>,
): Promise<void> {
  const packages = [tarballs.plugin, ...(await withWorkspaceVersions(['eslint', ...lintPackages]))];
  await install(folder, packages, ['--save-dev']);
  await install(folder, [tarballs.runtime]);
}

/** A script to run in a copy of an application. */
export interface ScriptRun {
  /** The script, relative to the copy, and its arguments. */
  readonly args: readonly string[];
  /** The folder that the script writes into, relative to the copy. */
  readonly writes: string;
  /** Path of the Node to run; without it the one that runs the tests. */
  readonly node?: string | undefined;
}

/** Runs a script in a copy: its outcome, with the copy's own path taken out, and all the files it has written. */
export async function runScript(
  folder: string,
  { args, writes, node }: ScriptRun,
): Promise<{ outcome: Outcome; files: Record<string, string> }> {
  const { stdout, stderr, ...ending } = await runNode(args, { cwd: folder, node });
  const outcome = { ...ending, stdout, stderr: stderr.replaceAll(folder, '<app>') };
  const files = Object.entries(await readTree(folder)).filter(([name]) => name.startsWith(`${writes}/`));
  return { outcome, files: Object.fromEntries(files) };
}

/** Every file of a folder with its content; the keys are paths with forward slashes. */
export async function readTree(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[\\/])(?:node_modules|\.git)[\\/]/.test(relative(folder, file)))
    .sort();
  const contents = await Promise.all(
    files.map(
      async (file) => [relative(folder, file).replaceAll(sep, '/'), await readFile(file, 'latin1')] as const,
    ),
  );
  return Object.fromEntries(contents);
}

async function installOwnPackages(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: object;
  };
  if (manifest.dependencies) await install(folder);
}

/** The ranges of the workspace: the tests meet no release that the rest of the suite has not met. */
async function withWorkspaceVersions(names: readonly string[]): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(testFolder, '../package.json'), 'utf8')) as {
    devDependencies: Record<string, string | undefined>;
  };
  return names.map((name) => {
    const range = manifest.devDependencies[name];
    if (range === undefined) throw new Error(`the workspace does not depend on ${name}`);
    return `${name}@${range}`;
  });
}
