import { resolve } from 'node:path';
import type { ProjectESLint } from '../lint/project-eslint.ts';
import type { Repository } from '../process/git.ts';
import { UserError } from '../user-error.ts';
import { isWithin } from './source-file.ts';
import { TEST_FILES } from './test-files.ts';

/** Which files of a project are looked at. */
export interface FileChoice {
  readonly paths: readonly string[];
  /** Globs that are left out. */
  readonly exclude: readonly string[];
  /** Whether tests are looked at, too. */
  readonly tests: boolean;
  /** Only files changed since this commit. */
  readonly changed?: string | undefined;
}

/** Absolute paths of the files that are meant. */
export async function findFiles(
  choice: FileChoice,
  eslint: ProjectESLint,
  repository: Repository | undefined,
  cwd: string,
): Promise<string[]> {
  const { exclude, tests, changed } = choice;
  const paths = choice.paths.length === 0 ? ['.'] : choice.paths;
  const outside = paths.find((path) => path !== '.' && !isWithin(resolve(cwd, path), cwd));
  if (outside !== undefined && resolve(cwd, outside) !== cwd)
    throw new UserError(`${outside} is outside of ${cwd}: run the command in the folder of that project.`);
  if (changed !== undefined && !repository)
    throw new UserError('--changed needs Git, and this folder is in no repository.');
  const found = await eslint.search(paths, { exclude, ignore: tests ? [] : TEST_FILES });
  const wanted = changed === undefined ? undefined : await repository?.changedSince(changed);
  const chosen = wanted ? found.filter((file) => wanted.has(file)) : found;
  if (eslint.isConfigured || !repository) return chosen;
  // Where no configuration says what is not the project's own, Git knows.
  const ignored = await repository.ignored(chosen);
  return chosen.filter((file) => !ignored.has(file));
}
