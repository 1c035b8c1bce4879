import { access, constants } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** The absolute path of the first of some programs that is installed. */
export async function findProgram(...names: string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name);
      const runs = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return path;
    }
  }
  return undefined;
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Runs a program to its end, with its output among ours. Rejects when it fails. */
export async function runVisibly(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${signal ?? `exit code ${String(code)}`}`);
}

/** Installs Debian packages, or says which ones a person has to install. */
export async function installDebianPackages(...names: string[]): Promise<void> {
  const apt = await findProgram('apt-get');
  const sudo = process.getuid?.() === 0 ? [] : [await findProgram('sudo'), '-n'];
  const [command, ...before] = [...sudo, apt];
  if (apt === undefined || command === undefined) {
    throw new Error(
      `Install ${names.join(' and ')} with the package manager of this system, and run this again.`,
    );
  }
  const prefix = before.filter((part) => part !== undefined);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runVisibly(command, [...prefix, 'update', '-qq'], { env });
  await runVisibly(command, [...prefix, 'install', '-qq', '-y', '--no-install-recommends', ...names], {
    env,
  });
}
