import { dirname, join } from 'node:path';
import { detect, resolveCommand } from 'package-manager-detector';
import type { Agent } from 'package-manager-detector';
import type { InstallPlan } from '../../shared/messages.ts';
import { exists } from './files.ts';
import { foldersAbove, isInside } from './folders.ts';
import {
  describesPackage,
  isForDevelopment,
  packageName,
  readManifest,
  runtimePresence,
} from './runtime-presence.ts';

/**
 * Works out how the runtime is installed for a file: in the package that the file belongs to, with the package
 * manager whose lockfile is nearest above it.
 *
 * @param file absolute path
 * @param root the outermost folder of the project
 */
export async function installPlan(runtime: string, file: string, root: string): Promise<InstallPlan> {
  const name = packageName(runtime);
  const folder = await packageFolder(file, root);
  const agent = (await detect({ cwd: folder, stopDir: dirname(root) }))?.agent ?? 'npm';
  const args = [...(await workspaceRootFlag(agent, folder)), ...(await moveFlag(agent, folder, name)), name];
  // Every agent can add a package; the type allows for ones that cannot.
  const { command, args: commandArgs } = resolveCommand(agent, 'add', args) ?? {
    command: 'npm',
    args: ['install', name],
  };
  return {
    packageName: name,
    folder,
    packageManager: agent.replace(/@.*/, ''),
    command,
    args: commandArgs,
    installed: (await runtimePresence(runtime, file)) === 'installed',
  };
}

/** The folder whose package.json has to name the runtime: of a package, not only of files of one kind. */
async function packageFolder(file: string, root: string): Promise<string> {
  let nearest: string | undefined;
  for (const folder of foldersAbove(file, root)) {
    if (!(await exists(join(folder, 'package.json')))) continue;
    nearest ??= folder;
    if (describesPackage((await readManifest(folder)) ?? {})) return folder;
  }
  return nearest ?? (isInside(file, root) ? root : dirname(file));
}

/** What is listed for development stays there when npm or pnpm add it, unless they are told to move it. */
async function moveFlag(agent: Agent, folder: string, name: string): Promise<string[]> {
  if (!/^p?npm\b/.test(agent)) return [];
  return isForDevelopment((await readManifest(folder)) ?? {}, name) ? ['--save-prod'] : [];
}

/** pnpm and the first Yarn refuse to add to the root of a monorepo unless told that it is meant; later Yarns know. */
async function workspaceRootFlag(agent: Agent, folder: string): Promise<string[]> {
  if (agent.startsWith('pnpm') && (await exists(join(folder, 'pnpm-workspace.yaml')))) return ['-w'];
  if (agent === 'yarn' && (await readManifest(folder))?.['workspaces'] !== undefined) {
    return (await exists(join(folder, '.yarnrc.yml'))) ? [] : ['-W'];
  }
  return [];
}
