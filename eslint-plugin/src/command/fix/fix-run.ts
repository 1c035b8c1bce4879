import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { assumeModule } from '../../project/assumed-modules.ts';
import type { LintedText } from '../lint/report.ts';
import type { Project, UnreadFile } from '../project.ts';
import type { Progress } from '../terminal/terminal.ts';
import { UserError } from '../user-error.ts';
import { advance, changes, NO_CHANGES, StepFixes } from './changes.ts';
import type { Changes, FileState } from './changes.ts';
import { FileWriter } from './file-writer.ts';
import type { Journal } from './journal.ts';
import { requireManifests } from './manifests.ts';
import type { FixOptions } from './options.ts';
import { mendedPlaces, placeOf, stillBlocking } from './outcome.ts';
import type { FixResult } from './result.ts';
import { install, installCommand, lackingPackages, RUNTIME, writtenBy } from './runtime.ts';
import type { LackingPackage } from './runtime.ts';
import { STEPS } from './steps.ts';
import type { Step } from './steps.ts';
import { Verifier } from './verifier.ts';

/** Who asks for a run, and sees it. */
export interface FixSurroundings {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Asks a question that is answered with yes or no; absent where there is nobody to ask. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
}

/** The files of a project, and what is not among them. */
interface Looked {
  readonly states: readonly FileState[];
  readonly unread: readonly UnreadFile[];
  /** Files that would be fixed, and may not be written. */
  readonly notWritten: readonly UnreadFile[];
}

/** One run of `fix`, from the files as they are to what has become of them. */
export class FixRun {
  readonly #project: Project;
  readonly #options: FixOptions;
  readonly #surroundings: FixSurroundings;
  readonly #journal: Journal | undefined;
  readonly #steps: readonly Step[];
  readonly #began = performance.now();

  /** @param journal keeps what was there, where there is a place for it; a verified run needs one */
  constructor(
    project: Project,
    options: FixOptions,
    surroundings: FixSurroundings,
    journal: Journal | undefined,
  ) {
    this.#project = project;
    this.#options = options;
    this.#surroundings = surroundings;
    this.#journal = journal;
    const { runs, minBlockedMs } = options;
    const both = { ...(runs && { runs }), ...(minBlockedMs !== undefined && { minBlockedMs }) };
    this.#steps = STEPS.filter(({ id }) => options.steps.includes(id)).map((step) => ({
      ...step,
      wishes: { ...step.wishes, both: { ...step.wishes.both, ...both } },
    }));
  }

  async run(): Promise<FixResult> {
    // What is to be mended is known before the runtime is there, which is asked for only then.
    assumeModule(RUNTIME);
    const looked = await this.#look();
    const { states } = looked;
    let wanted = NO_CHANGES;
    for (const { wishes } of this.#steps)
      wanted = changes.join(wanted, await this.#candidates(states, new StepFixes(wishes)));
    if (wanted.size === 0) return this.#result(looked, states);

    await requireManifests([...wanted.keys()].map(({ file }) => file.source.path));
    const lacking = lackingPackages(wanted, this.#project.cwd);
    const commands = await this.#installCommands(lacking);
    const writer = new FileWriter(this.#journal);
    const verifier = await this.#verifier(writer);
    await this.#install(lacking, commands);
    if (lacking.length > 0) await verifier?.requireUnharmed(commands.join(' && '));

    const final = await this.#takeSteps(states, verifier);
    const isMended = final.some(({ mends }) => mends.length > 0);
    // Without a single fix, there is no use for the runtime either.
    if (!isMended) await this.#journal?.restore();
    else if (!verifier) for (const { file, text } of final) await writer.write(file.source, text);
    const result = this.#result(looked, final);
    return {
      ...result,
      ...(isMended && commands.length > 0 && { installed: commands.join(' && ') }),
      ...(verifier && {
        takenBack: verifier.failed.map(({ state, mend, failures }) => ({
          ...placeOf(state, mend),
          failures,
        })),
        verification: await verifier.result(this.#ownFiles(final, lacking)),
      }),
    };
  }

  async #look(): Promise<Looked> {
    const { progress } = this.#surroundings;
    const paths = await this.#project.find(this.#options);
    const states = new Map<string, FileState>();
    const unread: UnreadFile[] = [];
    const notWritten: UnreadFile[] = [];
    for (const [index, path] of paths.entries()) {
      await this.#pause(index);
      if (index % 20 === 0) progress.show(`Reading ${String(index)} of ${String(paths.length)} files`);
      const file = await this.#project.file(path);
      if ('reason' in file) unread.push(file);
      else if (file.source.locked === undefined)
        states.set(file.source.path, { file, text: file.source.text, origin: (offset) => offset, mends: [] });
      else if (isFixable(file.lint(file.source.text, this.#steps[0]?.wishes)))
        notWritten.push({ file: file.name, reason: file.source.locked });
    }
    return { states: [...states.values()], unread, notWritten };
  }

  #candidates(states: readonly FileState[], fixes: StepFixes): Promise<Changes> {
    const { progress } = this.#surroundings;
    return fixes.all(states, async (index) => {
      await this.#pause(index);
      if (index % 20 === 0) progress.show(`Looking at ${String(index)} of ${String(states.length)} files`);
    });
  }

  /** Rules do not wait for anything, so that signals are not seen in between. */
  async #pause(index: number): Promise<void> {
    if (index % 20 === 0) await setImmediate();
    this.#surroundings.signal.throwIfAborted();
  }

  async #verifier(writer: FileWriter): Promise<Verifier | undefined> {
    const { verify: tests, types, timeout } = this.#options;
    const { repository, cwd } = this.#project;
    if (tests === undefined || !this.#journal || !repository) return undefined;
    return Verifier.begin({
      commands: { tests, types },
      limitMilliseconds: timeout * 60_000,
      ...{ journal: this.#journal, repository, cwd, writer },
      ...{ progress: this.#surroundings.progress, signal: this.#surroundings.signal },
    });
  }

  /** @throws UserError where nobody says that the runtime is to be installed */
  async #installCommands(lacking: readonly LackingPackage[]): Promise<string[]> {
    const { install: what } = this.#options;
    const { confirm, progress } = this.#surroundings;
    const commands = await Promise.all(lacking.map((one) => installCommand(one, what ?? RUNTIME)));
    if (commands.length === 0 || what !== undefined) return commands;
    const manifests = lacking.map(({ manifest }) => manifest).join(', ');
    progress.end();
    if (
      await confirm?.(
        `The fixes need \`${RUNTIME}\`, which ${manifests} does not name. Run \`${commands.join(' && ')}\`?`,
      )
    )
      return commands;
    throw new UserError(
      `The fixes need \`${RUNTIME}\`, which ${manifests} does not name among its dependencies.\n` +
        `Let it be installed with --install, or run \`${commands.join(' && ')}\` yourself.`,
    );
  }

  async #install(lacking: readonly LackingPackage[], commands: readonly string[]): Promise<void> {
    const { progress, signal } = this.#surroundings;
    const { repository, cwd } = this.#project;
    for (const [index, command] of commands.entries()) {
      const folder = lacking[index];
      if (!folder) continue;
      progress.show(`Running ${command}`);
      for (const path of writtenBy(folder, repository?.root ?? cwd)) await this.#journal?.free(path);
      await install(command, folder, this.#journal && join(this.#journal.logs, 'install.log'), signal);
    }
  }

  /** The files after all steps, in the order in which they were before. */
  async #takeSteps(
    states: readonly FileState[],
    verifier: Verifier | undefined,
  ): Promise<readonly FileState[]> {
    let now = states;
    for (const step of this.#steps) {
      // Where one fix did not work, no other is tried: the place does not bear an `await`.
      const fixes = new StepFixes(step.wishes, (state, mend) => verifier?.hasFailed(state, mend) ?? false);
      const candidates = await this.#candidates(now, fixes);
      if (candidates.size === 0) continue;
      const kept = verifier ? await verifier.keep(step, candidates, fixes, now) : candidates;
      now = advance(now, fixes, kept, step.id);
    }
    return now;
  }

  #ownFiles(states: readonly FileState[], lacking: readonly LackingPackage[]): ReadonlySet<string> {
    const root = this.#project.repository?.root ?? this.#project.cwd;
    return new Set(
      [
        ...states.map(({ file }) => file.source.path),
        ...lacking.flatMap((folder) => writtenBy(folder, root)),
      ].map((path) => relative(root, path).replaceAll('\\', '/')),
    );
  }

  #result({ unread, notWritten }: Looked, states: readonly FileState[]): FixResult {
    this.#surroundings.progress.end();
    const changed = states.filter(({ text, file }) => text !== file.source.text);
    return {
      ...{ version: 1, mended: mendedPlaces(states), takenBack: [], notWritten },
      left: stillBlocking(states, unread, this.#steps[0]?.wishes ?? {}, this.#project.cwd),
      changedFiles: changed.map(({ file }) => file.name),
      milliseconds: performance.now() - this.#began,
    };
  }
}

function isFixable(linted: LintedText): boolean {
  return 'reports' in linted && linted.reports.some(({ edits }) => edits.length > 0);
}
