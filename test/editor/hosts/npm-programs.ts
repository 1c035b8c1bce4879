import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installEnvironment, npmCommand } from '../../support/npm.ts';
import { cacheFolder } from './cache-folder.ts';
import { exists, runVisibly } from '../../support/installed.ts';

/**
 * Installs programs from the npm registry into a folder of the cache, unless an earlier run has.
 *
 * @param name of the folder, which changes with the versions
 * @param packages names with versions
 * @param before what has to be done first when something is installed
 * @returns the absolute path of the folder, whose `node_modules` they are in
 */
export async function npmPrograms(
  name: string,
  packages: readonly string[],
  before?: () => Promise<void>,
): Promise<string> {
  const folder = await cacheFolder(name);
  // Written last, so that an installation that was interrupted is done again.
  const complete = join(folder, 'complete');
  if (!(await exists(complete))) {
    console.log(`Installing ${packages.join(', ')} in ${folder} …`);
    await before?.();
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const [command, ...args] = npmCommand([
      'install',
      ...packages,
      '--no-audit',
      '--no-fund',
      '--no-progress',
    ]);
    await runVisibly(command, args, { cwd: folder, env: installEnvironment() });
    await writeFile(complete, '');
  }
  return folder;
}
