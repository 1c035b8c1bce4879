import type { BlockingKind } from '../../catalog/types.ts';
import type { RewriteId } from '../../fix/rewrite.ts';
import type { UnreadFile } from '../project.ts';
import type { ScanResult } from '../scan/result.ts';
import type { Failure } from '../verify/baseline.ts';
import type { StepId } from './steps.ts';

/** What `fix` has come to, and what `--report file.json` holds. */
export interface FixResult {
  readonly version: 1;
  readonly mended: readonly MendedPlace[];
  /** What was mended and had to be taken back, with what went wrong. */
  readonly takenBack: readonly TakenBack[];
  /** What blocks still, and why; lines are those of the fixed files. */
  readonly left: ScanResult;
  /** Files that would have been fixed, and may not be written. */
  readonly notWritten: readonly UnreadFile[];
  /** Files named from the folder of the run that were changed, package.json and the like not among them. */
  readonly changedFiles: readonly string[];
  /** The command that has added the runtime, if one has. */
  readonly installed?: string;
  readonly verification?: VerificationResult;
  readonly milliseconds: number;
}

/** A call that was mended. Lines and columns, counted from one, are those of the file as it was before. */
export interface MendedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
  readonly kind?: BlockingKind;
  /** The rewrite. */
  readonly fixId?: RewriteId;
  readonly step: StepId;
}

interface TakenBack extends MendedPlace {
  readonly failures: readonly Failure[];
}

export interface VerificationResult {
  readonly command: string;
  readonly types?: string;
  /** Numbers of tests, where the command has written what each came to. */
  readonly before?: TestCounts;
  readonly after?: TestCounts;
  /** Type errors before, where a command for types was given. */
  readonly typeErrors?: number;
  /** Tests that passed and failed by turns with nothing changed. */
  readonly flaky: readonly string[];
  /** How often the commands were run with fixes in place. */
  readonly runs: number;
  /** Files that the commands have changed or made, and that Git shows: they are left as they are. */
  readonly leftovers: readonly string[];
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}
