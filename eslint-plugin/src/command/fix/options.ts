import type { StepId } from './steps.ts';

/** What `fix` is asked to do: plain data, which the journal keeps. */
export interface FixOptions {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly tests: boolean;
  readonly config: boolean;
  readonly changed?: string | undefined;
  readonly runs?: 'serial' | 'concurrent' | undefined;
  readonly trace?: string | undefined;
  /** Mend only what held the event loop for so many milliseconds at once when it was recorded. */
  readonly minBlockedMs?: number | undefined;
  readonly steps: readonly StepId[];
  /** The command that has to work as before. */
  readonly verify?: string | undefined;
  readonly types?: string | undefined;
  /** Minutes that a command may take. */
  readonly timeout: number;
  /** What the package manager is to install where the runtime is missing; nothing to ask. */
  readonly install?: string | undefined;
  /** Absolute path of a file for the report. */
  readonly report?: string | undefined;
}
