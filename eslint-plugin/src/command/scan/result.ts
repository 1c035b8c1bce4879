import type { BlockingKind } from '../../catalog/types.ts';
import type { ReasonId } from '../../fix/reasons.ts';
import type { RewriteId } from '../../fix/rewrite.ts';
import type { RuleName } from '../lint/report.ts';
import type { BlockedTime } from '../../recordings/blocked-time.ts';
import type { UnreadFile } from '../project.ts';

/** What `scan --format json` prints. Fields are added, and none is taken away, as long as `version` stays. */
export interface ScanResult {
  readonly version: 1;
  readonly summary: Summary;
  /** What blocks, the worst first; with `--worst` no more than so many. */
  readonly problems: readonly Problem[];
  /** Files that could not be looked at, with what is in the way. */
  readonly unread: readonly UnreadFile[];
}

export interface Summary {
  /** Files that were looked at. */
  readonly files: number;
  /** Files in which something blocks. */
  readonly filesWithProblems: number;
  readonly problems: number;
  /** Problems that count for `--max-problems`; lookups do not, unless the configuration makes them errors. */
  readonly errors: number;
  readonly warnings: number;
  /** Problems that `fix` mends. */
  readonly fixable: number;
  /** Numbers of problems by what they wait for. */
  readonly byKind: Readonly<Partial<Record<ProblemKind, number>>>;
  /** Numbers of problems that are not fixed, by why: most frequent first. */
  readonly byReason: readonly {
    readonly reasonId: ReasonId;
    readonly reason: string;
    readonly problems: number;
  }[];
}

/**
 * What a call waits for: a disk (`io`), another program (`process`), a computation (`cpu`), another thread (`wait`), or
 * the code of a module (`load`).
 */
export type ProblemKind = BlockingKind;

/** A place that holds up the event loop. */
export interface Problem {
  /** Path from the folder in which the command runs, with forward slashes. */
  readonly file: string;
  /** Lines and columns are counted from one. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The function that blocks, or leads to one that does. */
  readonly name: string;
  /** Absent where it is not known. */
  readonly kind?: ProblemKind;
  /** The code that is held up, in words. */
  readonly place?: string;
  readonly rule: RuleName;
  /** Which of the messages of the rule it is, by its id. */
  readonly messageId: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** Whether `fix` mends it. */
  readonly fixable: boolean;
  /** Why it does not, if there is one reason. */
  readonly reasonId?: ReasonId;
  /** What an editor offers to do about it. */
  readonly suggestions: readonly RewriteId[];
  /** What a recording of a run has shown of it, in milliseconds. */
  readonly blocked?: BlockedTime;
  /** The way to what blocks, for a function that only leads there. */
  readonly way?: {
    /** The called function first, the blocking one last. */
    readonly names: readonly string[];
    readonly file: string;
    readonly line: number;
  };
}
