import process from 'node:process';
import { run } from './program.ts';

/** Runs npm as a user would; rejects with all that npm said when it fails. */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  // Under an npm script the path of npm's own entry is known, which spares Windows its `npm.cmd` and a shell.
  const entry = process.env['npm_execpath'];
  const outcome = entry?.endsWith('.js')
    ? await run(process.execPath, [entry, ...args], { cwd })
    : await run('npm', args, { cwd });
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
