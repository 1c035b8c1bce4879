import { dirname, join, resolve } from 'node:path';
import { detect } from 'package-manager-detector/detect';
import { resolveCommand } from 'package-manager-detector/commands';
import { moduleAbsence } from '../../project/module-absence.ts';
import { runCommand } from '../process/run-command.ts';
import { UserError } from '../user-error.ts';
import { tail } from '../verify/baseline.ts';
import type { Changes } from './changes.ts';

export const RUNTIME = 'to-thread';

/** What package managers write when a package is added, in the folder of the package and in that of its workspace. */
const WRITTEN = [
  ...[
    'package.json',
    'package-lock.json',
    'npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'bun.lock',
    'bun.lockb',
  ],
  ...['pnpm-workspace.yaml', '.pnp.cjs', '.pnp.loader.mjs'],
];

/** A package whose files need the runtime, and that does not ask for it. */
export interface LackingPackage {
  /** Absolute path. */
  readonly folder: string;
  /** How its package.json is called from the folder of the run. */
  readonly manifest: string;
}

/** The packages that fixes need the runtime in, and that do not name it. */
export function lackingPackages(changes: Changes, cwd: string): LackingPackage[] {
  const manifests = new Set<string>();
  for (const [{ file }, mends] of changes) {
    if (mends.every(({ fixId }) => fixId === 'useNative')) continue;
    const absence = moduleAbsence(RUNTIME, file.source.path, cwd);
    if (absence) manifests.add('manifest' in absence ? absence.manifest : 'package.json');
  }
  return [...manifests].map((manifest) => ({ manifest, folder: dirname(resolve(cwd, manifest)) }));
}

/** Absolute paths of all that an installation may write. */
export function writtenBy({ folder }: LackingPackage, root: string): string[] {
  return [...new Set([folder, root])].flatMap((place) => WRITTEN.map((name) => join(place, name)));
}

/** The command that adds the runtime to a package. */
export async function installCommand({ folder }: LackingPackage, what: string): Promise<string> {
  const found = await detect({ cwd: folder });
  const resolved = resolveCommand(found?.agent ?? 'npm', 'add', [what]);
  if (!resolved)
    throw new UserError(`Nobody knows how ${String(found?.name)} adds a package: add ${RUNTIME} yourself.`);
  return [resolved.command, ...resolved.args].map(quoted).join(' ');
}

/** Adds the runtime to the dependencies of a package. */
export async function install(
  command: string,
  { folder, manifest }: LackingPackage,
  log: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { code, output } = await runCommand(command, {
    cwd: folder,
    limitMilliseconds: 600_000,
    log,
    signal,
  });
  if (code === 0) return;
  throw new UserError(
    `\`${command}\` failed for ${manifest} (exit code ${String(code)}):\n${tail(output)}\nAdd ${RUNTIME} to the dependencies yourself, commit that, and begin anew.`,
  );
}

/** A word as the shells of all systems take it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./\\~^-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
