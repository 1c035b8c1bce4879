import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { spawnVisibly } from './program.ts';

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
  ...[command, args, options]: Parameters<typeof spawnVisibly>
): Promise<void> {
  const ended = await spawnVisibly(command, args, options);
  if (ended !== undefined) throw new Error(`${command} ${args.join(' ')} ended with ${ended}`);
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
