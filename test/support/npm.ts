import { basename } from 'node:path';
import process from 'node:process';
import { withNode } from './environment.ts';
import { run, userEnvironment } from './program.ts';

/** The command that runs npm. */
export function npmCommand(args: readonly string[]): [command: string, ...args: string[]] {
  // Under an npm script the path of npm's own entry is known, which spares Windows its `npm.cmd` and a shell.
  const entry = process.env['npm_execpath'] ?? '';
  return basename(entry) === 'npm-cli.js' ? [process.execPath, entry, ...args] : ['npm', ...args];
}

/** From its version 12 on, npm runs no install scripts unless it is told to; what we install is our own choice. */
const INSTALL_SCRIPTS = { npm_config_dangerously_allow_all_scripts: 'true' };

/** The environment in which npm installs packages: on the Node that runs this code, whatever runs the npm around it. */
export function installEnvironment(): NodeJS.ProcessEnv {
  return withNode(process.execPath, userEnvironment(INSTALL_SCRIPTS));
}

/** Runs npm as a user would; rejects with all that npm said when it fails. */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const [command, ...rest] = npmCommand(args);
  const outcome = await run(command, rest, { cwd, env: INSTALL_SCRIPTS });
  if (outcome.code !== 0) {
    const ended = outcome.signal ?? `exit code ${String(outcome.code)}`;
    throw new Error(
      `npm ${args.join(' ')} failed in ${cwd} (${ended}):\n${outcome.stderr}\n${outcome.stdout}`,
    );
  }
  return outcome.stdout;
}

/** Installs what package.json names and the given packages (names with ranges, or tarballs) beside it. */
export async function install(
  cwd: string,
  packages: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<void> {
  await npm(
    ['install', ...packages, ...flags, '--prefer-offline', '--no-audit', '--no-fund', '--no-progress'],
    cwd,
  );
}
