import { Project } from '../project.ts';
import { UserError } from '../user-error.ts';
import { FixRun } from './fix-run.ts';
import type { FixSurroundings } from './fix-run.ts';
import { Interruption } from './interruption.ts';
import { Journal } from './journal.ts';
import type { FixOptions } from './options.ts';
import type { FixResult } from './result.ts';

/** The folder that a run keeps its journal in, in that of Git. */
const JOURNAL = 'to-thread';

/** Mends what can be mended. Whatever goes wrong, the files are then as they were. */
export async function fix(
  project: Project,
  options: FixOptions,
  surroundings: FixSurroundings,
): Promise<FixResult> {
  const { repository, cwd } = project;
  // What such a run has left is no change of the person's own.
  if (repository) await Journal.requireNone(repository.place(JOURNAL));
  if (options.verify !== undefined) await requireClean(project);
  const journal =
    repository &&
    (await Journal.begin(repository.place(JOURNAL), { cwd, options, head: await repository.head() }));
  return carryOut(project, options, surroundings, journal);
}

/** Goes on with a run that was stopped. What has been tried is not tried again. */
export async function resume(
  place: Place,
  surroundings: FixSurroundings,
): Promise<{ result: FixResult; options: FixOptions }> {
  const journal = await stoppedRun(place);
  const { options } = journal;
  const project = await Project.open(place.cwd, options);
  if (journal.cwd !== project.cwd)
    throw new UserError(`The run was begun in ${journal.cwd}: run \`fix --resume\` there.`);
  if (journal.head !== (await project.repository?.head()))
    throw new UserError(
      'Another commit is checked out than when the run began. Go back to it, or put the files back with `fix --abort`.',
    );
  await journal.takeOver();
  await putBack(journal);
  return { result: await carryOut(project, options, surroundings, journal), options };
}

/**
 * Puts back the files of a run that was stopped, and forgets it.
 *
 * @returns what to say about files that somebody else has changed since, if there are any
 */
export async function abort(place: Place): Promise<string | undefined> {
  const journal = await stoppedRun(place);
  const left = await journal.restore();
  if (left.length > 0) {
    await journal.forget();
    return changedSince(left, journal);
  }
  await journal.remove();
  return undefined;
}

async function carryOut(
  project: Project,
  options: FixOptions,
  surroundings: FixSurroundings,
  journal: Journal | undefined,
): Promise<FixResult> {
  try {
    const result = await new FixRun(project, options, surroundings, journal).run();
    await journal?.remove();
    return result;
  } catch (error) {
    surroundings.progress.end();
    if (!journal) throw error;
    await putBack(journal);
    // What was found out so far is of use to whoever goes on.
    if (error instanceof Interruption && journal.baseline) throw new Interruption(error.signal, true);
    await journal.remove();
    throw error;
  }
}

/** @throws UserError if somebody else has changed one of the files */
async function putBack(journal: Journal): Promise<void> {
  const left = await journal.restore();
  if (left.length === 0) return;
  throw new UserError(
    `${changedSince(left, journal)}\nPut it back and run \`fix --resume\`, or leave it and run \`fix --abort\`.`,
  );
}

function changedSince(left: readonly string[], journal: Journal): string {
  return `${left.join(', ')} has been changed by somebody else meanwhile, and is left as it is; all other files are as they were. What it was before is in ${journal.originals}.`;
}

/** Where a run may have been stopped. */
type Place = Pick<Project, 'repository' | 'cwd'>;

async function stoppedRun({ repository, cwd }: Place): Promise<Journal> {
  const journal = repository && (await Journal.find(repository.place(JOURNAL)));
  if (!journal)
    throw new UserError(`No run was stopped in ${cwd}: there is nothing to go on with, nor to put back.`);
  journal.requireEnded();
  return journal;
}

async function requireClean({ repository, cwd }: Project): Promise<void> {
  if (!repository) {
    throw new UserError(
      `--verify needs Git, to put files back, and ${cwd} is in no repository. Run \`git init\` and commit, or fix without --verify.`,
    );
  }
  if ((await repository.head()) === undefined)
    throw new UserError('--verify needs a commit to go back to, and there is none yet. Commit first.');
  const changed = await repository.changes();
  if (changed.length === 0) return;
  const shown = changed.slice(0, 10).map((path) => `  ${path}`);
  throw new UserError(
    `--verify needs a clean work tree, so that what it changes is not mixed with what you do. Commit or stash first:\n${shown.join('\n')}${changed.length > 10 ? '\n  …' : ''}`,
  );
}
