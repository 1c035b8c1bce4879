import { keyOf } from '../lint/fix-text.ts';
import type { Mend } from '../lint/fix-text.ts';
import type { Repository } from '../process/git.ts';
import type { Progress } from '../terminal/terminal.ts';
import { UserError } from '../user-error.ts';
import { failuresSince, takeBaseline } from '../verify/baseline.ts';
import type { Baseline, Failure } from '../verify/baseline.ts';
import { Checks } from '../verify/checks.ts';
import type { CheckCommands, TestRun } from '../verify/checks.ts';
import { keepWorking } from '../verify/halve.ts';
import { changes, NO_CHANGES } from './changes.ts';
import type { Changes, FileState, StepFixes, StepMend } from './changes.ts';
import type { FileWriter } from './file-writer.ts';
import { stateOf } from './journal.ts';
import type { Journal } from './journal.ts';
import { verificationResult } from './outcome.ts';
import type { VerificationResult } from './result.ts';
import type { Step } from './steps.ts';

/** A mend that did not work, where it was in the file as it was committed. */
export interface FailedMend {
  readonly state: FileState;
  readonly mend: StepMend;
  readonly failures: readonly Failure[];
}

/** What it takes to try fixes on the project itself. */
interface Bench {
  readonly commands: CheckCommands;
  readonly limitMilliseconds: number;
  readonly cwd: string;
  readonly repository: Repository;
  readonly journal: Journal;
  readonly writer: FileWriter;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Tries the fixes of steps on the project itself, and keeps those with which all works as before. */
export class Verifier {
  readonly failed: FailedMend[] = [];
  readonly #bench: Bench;
  readonly #checks: Checks;
  readonly #baseline: Baseline;
  #runs = 0;
  #last: TestRun | undefined;

  private constructor(bench: Bench, checks: Checks, baseline: Baseline) {
    this.#bench = bench;
    this.#checks = checks;
    this.#baseline = baseline;
  }

  /** Finds out what is so before anything is changed. */
  static async begin(bench: Bench): Promise<Verifier> {
    const { commands, journal, progress, cwd, limitMilliseconds, signal } = bench;
    const checks = new Checks(commands, { logs: journal.logs, cwd, limitMilliseconds, signal });
    progress.show(`Running ${commands.tests} twice before the first change`);
    const baseline = journal.baseline ?? (await takeBaseline(checks, commands));
    await journal.keepBaseline(baseline);
    return new Verifier(bench, checks, baseline);
  }

  /** Whether a mend was taken back, in this step or in one before. */
  hasFailed(state: FileState, mend: Mend): boolean {
    const place = { ...mend, start: state.origin(mend.start) };
    return this.failed.some((one) => one.state.file === state.file && keyOf(one.mend) === keyOf(place));
  }

  /** @throws UserError if something fails although nothing but the runtime is new */
  async requireUnharmed(installed: string): Promise<void> {
    this.#bench.progress.show('Trying the project with the runtime installed');
    const failures = await this.#verdict('installed');
    if (failures.length === 0) return;
    const names = failures.map(({ kind, name, text }) => `${kind}: ${name}\n${text}`);
    throw new UserError(`With \`${installed}\` alone, before any fix, this fails:\n${names.join('\n')}`);
  }

  /** What the run has come to. */
  async result(own: ReadonlySet<string>): Promise<VerificationResult> {
    const changed = await this.#bench.repository.changes();
    return verificationResult(this.#baseline, this.#last, this.#bench.commands, {
      runs: this.#runs,
      leftovers: changed.filter((path) => !own.has(path)),
    });
  }

  /** Finds out which of the changes of a step work, and leaves the files with those. */
  async keep(
    step: Step,
    candidates: Changes,
    fixes: StepFixes,
    states: readonly FileState[],
  ): Promise<Changes> {
    const count = [...candidates.values()].flat().length;
    const failuresWith = (tried: Changes) => {
      const made = [...tried.values()].flat().length;
      this.#bench.progress.show(`Trying ${String(made)} of ${String(count)} ${step.title}`);
      return this.#failuresOf(states, fixes, tried);
    };
    const works = async (tried: Changes) => (await failuresWith(tried)).length === 0;
    const atFault = async (change: Changes, whole: Changes) => {
      const failures = await failuresWith(whole);
      if (await this.#passesAgain(states, fixes, whole, failures)) return false;
      for (const [state, mends] of change) {
        for (const mend of mends)
          this.failed.push({
            ...{ state, failures },
            mend: { ...mend, start: state.origin(mend.start), step: step.id },
          });
      }
      return true;
    };
    const kept = await keepWorking(NO_CHANGES, candidates, changes, works, atFault);
    await this.#write(states, fixes, kept);
    return kept;
  }

  /** What fails with some changes and did not before. */
  async #failuresOf(
    states: readonly FileState[],
    fixes: StepFixes,
    tried: Changes,
  ): Promise<readonly Failure[]> {
    return this.#verdict(nameOf(states, fixes, tried), () => this.#write(states, fixes, tried));
  }

  /** Whether what failed once was a test that is not steady. A type error is there, or it is not. */
  async #passesAgain(
    states: readonly FileState[],
    fixes: StepFixes,
    tried: Changes,
    failures: readonly Failure[],
  ): Promise<boolean> {
    if (failures.some(({ kind }) => kind === 'type error')) return false;
    const name = nameOf(states, fixes, tried);
    const again = await this.#verdict(`${name} again`, () => this.#write(states, fixes, tried));
    if (again.length > 0) return false;
    await this.#bench.journal.keepVerdict(name, []);
    return true;
  }

  /** What is known of a state of the files is not tried again, nor after a run that was stopped. */
  async #verdict(name: string, prepare?: () => Promise<void>): Promise<readonly Failure[]> {
    const { commands, journal } = this.#bench;
    const known = journal.verdict(name);
    if (known) return known;
    await prepare?.();
    this.#runs += 1;
    const { failures, tests } = await failuresSince(this.#baseline, this.#checks, commands);
    if (failures.length === 0) this.#last = tests;
    await journal.keepVerdict(name, failures);
    return failures;
  }

  async #write(states: readonly FileState[], fixes: StepFixes, tried: Changes): Promise<void> {
    for (const state of states)
      await this.#bench.writer.write(state.file.source, fixes.with(state, tried.get(state)).text);
  }
}

/** Identifies the files as they are with some changes. */
function nameOf(states: readonly FileState[], fixes: StepFixes, tried: Changes): string {
  return stateOf(
    states
      .map((state) => ({ source: state.file.source, text: fixes.with(state, tried.get(state)).text }))
      .filter(({ source, text }) => text !== source.text)
      .map(({ source, text }) => [source.path, text] as const),
  );
}
