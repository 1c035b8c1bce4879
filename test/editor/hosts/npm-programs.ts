import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { cacheFolder } from './cache-folder.ts';
import { exists, runVisibly } from './programs.ts';

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
    await runVisibly('npm', ['install', ...packages, '--no-audit', '--no-fund', '--no-progress'], {
      cwd: folder,
      env: npmEnvironment(),
    });
    await writeFile(complete, '');
  }
  return folder;
}

/** Has the Node that runs this script run the installation: code-server's checks which one it is. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  };
  for (const variable of Object.keys(env)) {
    // What npm says about the script that we are would be taken for settings of the nested npm.
    if (/^npm_(?:package|lifecycle|command|config_local_prefix|config_workspace)/i.test(variable)) {
      Reflect.deleteProperty(env, variable);
    }
  }
  return env;
}
