import { devNull } from 'node:os';
import { run } from './program.ts';

/** Dates, names and settings are fixed: neither the hour nor the user's own hooks and signing keys show. */
const identity = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@northwind.example',
  GIT_AUTHOR_DATE: '2025-03-01T09:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@northwind.example',
  GIT_COMMITTER_DATE: '2025-03-01T09:00:00Z',
};

/** Puts a folder under version control with one commit of all it holds, or adds one to those it has. */
export async function commitEverything(folder: string, subject: string): Promise<void> {
  await git(folder, 'init', '--quiet');
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message', subject);
}

/** Runs Git in a folder, and throws what it says if it fails. */
export async function git(folder: string, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await run('git', args, { cwd: folder, env: identity });
  if (code !== 0) throw new Error(`git ${args.join(' ')} failed in ${folder}: ${stderr}`);
}
