import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { x } from 'tinyexec';
import { messageOf, UserError } from '../user-error.ts';

/** A Git repository, as far as the command needs it. */
export class Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of the folder that Git keeps for this work tree. */
  readonly gitFolder: string;

  private constructor(root: string, gitFolder: string) {
    this.root = root;
    this.gitFolder = gitFolder;
  }

  /** The repository that a folder is in, if it is in one. */
  static async find(folder: string): Promise<Repository | undefined> {
    const found = await git(folder, ['rev-parse', '--show-toplevel', '--absolute-git-dir']);
    const [root, gitFolder] = found.ok ? found.stdout.split('\n') : [];
    if (root === undefined || gitFolder === undefined) return undefined;
    return new Repository(await realpath(root), gitFolder);
  }

  /** Paths from the root of what is not as it was committed, files that Git does not know among them. */
  async changes(): Promise<string[]> {
    const status = await this.#run(
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=normal',
      '--no-renames',
    );
    return listed(status).map((entry) => entry.slice(3));
  }

  /** The commit that is checked out; nothing before the first. */
  async head(): Promise<string | undefined> {
    const found = await git(this.root, ['rev-parse', '--verify', '--quiet', 'HEAD']);
    return found.ok ? found.stdout.trim() : undefined;
  }

  /**
   * Absolute paths of files that are there and were changed since a commit, or since the point where a branch began,
   * and of those that Git does not know.
   */
  async changedSince(ref: string): Promise<ReadonlySet<string>> {
    const base = await git(this.root, ['merge-base', ref, 'HEAD']);
    if (!base.ok)
      throw new UserError(
        `Git knows no ${ref} to compare with. Name a branch, a tag or a commit: --changed=main`,
      );
    const changed = await this.#run('diff', '--name-only', '-z', '--diff-filter=d', base.stdout.trim(), '--');
    const unknown = await this.#run('ls-files', '--others', '--exclude-standard', '-z');
    return new Set([...listed(changed), ...listed(unknown)].map((path) => resolve(this.root, path)));
  }

  /** Those of some files, by their absolute paths, that Git is told to leave alone. */
  async ignored(paths: readonly string[]): Promise<ReadonlySet<string>> {
    if (paths.length === 0) return new Set();
    const found = await git(this.root, ['check-ignore', '--stdin', '-z'], paths.join('\0'));
    return new Set(listed(found.stdout).map((path) => resolve(this.root, path)));
  }

  /** A place for files of ours that no work tree and no commit shows. */
  place(name: string): string {
    return join(this.gitFolder, name);
  }

  async #run(...args: string[]): Promise<string> {
    const found = await git(this.root, args);
    if (found.ok) return found.stdout;
    throw new UserError(`git ${args.join(' ')} failed in ${this.root}: ${found.stderr.trim()}`);
  }
}

interface GitOutcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

async function git(cwd: string, args: readonly string[], stdin?: string): Promise<GitOutcome> {
  try {
    // Fixed words and settings: a user's own could change what is printed, or ask something.
    const { exitCode, stdout, stderr } = await x('git', ['-c', 'core.quotepath=off', ...args], {
      nodeOptions: { cwd, env: { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' } },
      ...(stdin !== undefined && { stdin }),
    });
    return { ok: exitCode === 0, stdout, stderr };
  } catch (error) {
    return { ok: false, stdout: '', stderr: messageOf(error) };
  }
}

function listed(output: string): string[] {
  return output.split('\0').filter((entry) => entry !== '');
}
